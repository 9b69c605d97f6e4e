"""Entries in the admin: its form is a door to the verbs and to nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Change, Entry, Post, Revision
from columns.publishing.authors import create_author
from columns.publishing.entries import amend_entry
from columns.publishing.texts import EntryText, Signature
from columns.publishing.withdrawals import withdraw_entry

from .filled import filled

ADD = "/admin/columns/entry/add/"
Publish = Callable[..., Entry]


def page_of(entry: Entry) -> str:
    return f"/admin/columns/entry/{entry.pk}/change/"


@pytest.mark.django_db
def test_a_new_entry_is_published_into_the_newest_live_post(desk: Client, live_post: Post) -> None:
    sent = filled(desk.get(ADD), headline="Ceasefire", body="<p>It <b>holds</b>.<script>x</script></p>", _publish=1)
    assert sent["post"] == live_post.pk
    assert desk.post(ADD, sent).status_code == 302
    entry = Entry.objects.get()
    assert (entry.state, entry.headline) == (Entry.State.PUBLISHED, "Ceasefire")
    assert entry.body == '<p dir="auto">It <strong>holds</strong>.</p>'
    assert Change.objects.get(entry=entry).op == Change.Op.PUBLISH


@pytest.mark.django_db
def test_a_new_entry_can_be_pinned_and_a_key_event_at_once(desk: Client, live_post: Post) -> None:
    desk.post(ADD, filled(desk.get(ADD), headline="Ceasefire", pin="on", key="on", _publish=1))
    entry = Entry.objects.get()
    assert entry.pinned
    assert entry.key_event


@pytest.mark.django_db
def test_a_draft_stays_on_its_form_and_is_published_from_there(desk: Client, live_post: Post) -> None:
    response = desk.post(ADD, filled(desk.get(ADD), headline="Perhaps", _draft=1))
    draft = Entry.objects.get()
    assert response.headers["Location"] == page_of(draft)
    assert draft.state == Entry.State.DRAFT
    desk.post(page_of(draft), filled(desk.get(page_of(draft)), headline="Certainly", _publish=1))
    draft.refresh_from_db()
    assert (draft.state, draft.headline) == (Entry.State.PUBLISHED, "Certainly")


@pytest.mark.django_db
def test_the_same_form_sent_twice_makes_one_entry(desk: Client, live_post: Post) -> None:
    sent = filled(desk.get(ADD), headline="Once", _publish=1)
    assert [desk.post(ADD, sent).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.count() == 1
    assert Revision.objects.filter(entry__isnull=False).count() == 1


@pytest.mark.django_db
def test_the_same_change_sent_twice_is_one_change(desk: Client, alice: User, publish: Publish) -> None:
    entry, author = publish("Before"), create_author(by=alice, name="Sergey Ivanov")
    sent = filled(desk.get(page_of(entry)), headline="After", _amend=1, **{"bylines-0-author": author.pk})
    assert [desk.post(page_of(entry), sent).status_code for _ in range(2)] == [302, 302]
    assert Change.objects.filter(entry=entry, op=Change.Op.AMEND).count() == 1


@pytest.mark.django_db
def test_a_published_entry_is_amended(desk: Client, publish: Publish) -> None:
    entry = publish("Before", "<p>Text</p>")
    shown = entry.display_time
    assert desk.post(page_of(entry), filled(desk.get(page_of(entry)), headline="After", _amend=1)).status_code == 302
    entry.refresh_from_db()
    assert (entry.headline, entry.revision) == ("After", 2)
    assert entry.display_time == shown, "a time that nobody touched keeps its microseconds"


@pytest.mark.django_db
def test_a_form_sent_back_as_it_was_changes_nothing(desk: Client, alice: User, publish: Publish) -> None:
    entry = publish("Signed", "<p>One<br>two</p><ul><li>three</li></ul>")
    signed = EntryText.of(entry)
    author = create_author(by=alice, name="Sergey Ivanov")
    text = EntryText(signed.headline, signed.body, signed.display_time, None, (Signature(author, "translation"),))
    amend_entry(by=alice, entry=entry, text=text, revision=1)
    changes = Change.objects.count()
    desk.post(page_of(entry), filled(desk.get(page_of(entry)), _amend=1))
    assert Change.objects.count() == changes
    entry.refresh_from_db()
    assert EntryText.of(entry) == text


@pytest.mark.django_db
def test_bylines_are_typed_in_their_order(desk: Client, alice: User, live_post: Post) -> None:
    first, second = (create_author(by=alice, name=name) for name in ("Anna", "Boris"))
    rows = {"bylines-TOTAL_FORMS": 2}
    for number, (author, role, order) in enumerate([(second, "analysis", 2), (first, "reporting", 1)]):
        rows |= {
            f"bylines-{number}-author": author.pk, f"bylines-{number}-role": role, f"bylines-{number}-position": order
        }
    desk.post(ADD, filled(desk.get(ADD), headline="Signed", _publish=1, **rows))
    bylines = EntryText.of(Entry.objects.get()).bylines
    assert bylines == (Signature(first, "reporting"), Signature(second, "analysis"))


@pytest.mark.django_db
def test_bylines_are_shown_and_can_be_taken_off(desk: Client, alice: User, publish: Publish) -> None:
    entry, author = publish("Signed"), create_author(by=alice, name="Anna")
    text = EntryText("Signed", "", entry.display_time, None, (Signature(author),))
    amend_entry(by=alice, entry=entry, text=text, revision=1)
    sent = filled(desk.get(page_of(entry)), _amend=1)
    assert sent["bylines-0-author"] == str(author.pk)
    desk.post(page_of(entry), {**sent, "bylines-0-author": "", "bylines-0-position": ""})
    assert not entry.bylines.exists()


@pytest.mark.django_db
def test_what_the_verb_refuses_is_said_at_its_field_and_everything_typed_is_kept(
    desk: Client, live_post: Post
) -> None:
    headline = "x" * 290
    sent = filled(desk.get(ADD), headline=headline, body=f"<p>{'word ' * 60_000}</p>", _publish=1)
    response = desk.post(ADD, sent)
    assert response.status_code == 200
    assert "at most" in response.content.decode().lower() or "most that can be saved" in response.content.decode()
    assert response.context["adminform"].form.errors["body"]
    again = filled(response)
    assert (again["headline"], again["body"]) == (headline, sent["body"])
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_stale_edit_shows_both_texts_and_the_next_save_is_a_decision(
    desk: Client, alice: User, publish: Publish
) -> None:
    entry = publish("First", "<p>the first text</p>")
    opened = desk.get(page_of(entry))
    amend_entry(by=alice, entry=entry, text=EntryText("First", "<p>their text</p>"), revision=1)
    response = desk.post(page_of(entry), filled(opened, body="<p>my text<script>x</script></p>", _amend=1))
    page = response.content.decode()
    assert response.status_code == 200
    assert '<p dir="auto"><del class="differs">their</del> text</p>' in page
    assert '<p dir="auto"><ins class="differs">my</ins> text</p>' in page
    entry.refresh_from_db()
    assert "their text" in entry.body, "nothing has been written"
    again = filled(response, _amend=1)
    assert "my text" in again["body"]
    assert desk.post(page_of(entry), again).status_code == 302
    entry.refresh_from_db()
    assert "my text" in entry.body
    assert "their text" in Revision.objects.get(entry=entry, number=2).body


@pytest.mark.django_db
def test_times_are_shown_and_read_in_the_columns_zone(desk: Client, publish: Publish) -> None:
    entry = publish("When")
    response = desk.get(page_of(entry))
    assert "Asia/Damascus" in response.content.decode()
    local = entry.display_time.astimezone(ZoneInfo("Asia/Damascus"))  # type: ignore[union-attr]
    assert filled(response)["display_time_0"] == f"{local:%Y-%m-%d}"
    sent = filled(response, display_time_0="2015-10-07", display_time_1="12:00:00", _amend=1)
    desk.post(page_of(entry), sent)
    entry.refresh_from_db()
    assert entry.display_time == datetime.datetime(2015, 10, 7, 9, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_a_zone_that_does_not_exist_is_refused(desk: Client, live_post: Post) -> None:
    for zone in ("../../etc/passwd", "Mars/Olympus", "x" * 5000):
        response = desk.post(ADD, filled(desk.get(ADD), headline="When", zone=zone, _publish=1))
        assert response.status_code == 200
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_withdrawn_entry_can_only_be_read_and_restored(desk: Client, alice: User, publish: Publish) -> None:
    entry = publish("Wrong", "<p>Wrong.</p>")
    withdraw_entry(by=alice, entry=entry, reason="Mistaken identity")
    page = desk.get(page_of(entry)).content.decode()
    assert "Mistaken identity" in page
    assert "/act/restore/" in page
    assert 'name="_amend"' not in page
    assert 'name="body"' not in page
    desk.post(f"/admin/columns/entry/{entry.pk}/act/restore/")
    entry.refresh_from_db()
    assert entry.state == Entry.State.PUBLISHED


@pytest.mark.django_db
def test_only_a_draft_can_be_deleted(desk: Client, live_post: Post, publish: Publish) -> None:
    desk.post(ADD, filled(desk.get(ADD), headline="Perhaps", _draft=1))
    draft, published = Entry.objects.get(), publish("Certainly")
    assert desk.post(f"/admin/columns/entry/{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Entry.objects.filter(pk=draft.pk).exists()
    assert desk.post(f"/admin/columns/entry/{published.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Entry.objects.filter(pk=published.pk).exists()


@pytest.mark.django_db
def test_an_entry_continues_one_of_its_own_column(desk: Client, publish: Publish) -> None:
    first = publish("The story")
    desk.post(ADD, filled(desk.get(ADD), headline="", body="<p>More.</p>", continues=first.pk, _publish=1))
    assert Entry.objects.exclude(pk=first.pk).get().continues == first
