"""Nothing that was typed is lost, whatever others do meanwhile."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Entry, Post
from columns.publishing.columns import create_column
from columns.publishing.drafts import discard_draft
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import PostText
from columns.publishing.withdrawals import withdraw_entry

from .filled import filled

ADD = "/admin/columns/entry/add/"
Publish = Callable[..., Entry]


def page_of(entry: Entry) -> str:
    return f"/admin/columns/entry/{entry.pk}/change/"


@pytest.mark.django_db
def test_a_text_typed_while_a_colleague_withdrew_the_entry_is_kept(
    desk: Client, publish: Publish, alice: User
) -> None:
    entry = publish("First", "<p>Text.</p>")
    sent = filled(desk.get(page_of(entry)), headline="Typed on", _amend=1)
    withdraw_entry(by=alice, entry=entry, reason="Not so.")
    answer = desk.post(page_of(entry), sent)
    assert answer.status_code == 200
    assert "Typed on" in answer.content.decode()
    assert "Restore it first" in answer.content.decode()


@pytest.mark.django_db
def test_a_text_typed_while_a_colleague_discarded_the_draft_becomes_a_new_entry(
    desk: Client, live_post: Post, alice: User
) -> None:
    desk.post(ADD, filled(desk.get(ADD), headline="Perhaps", _draft=1))
    draft = Entry.objects.get()
    sent = filled(desk.get(page_of(draft)), headline="Certainly", _publish=1)
    discard_draft(by=alice, entry=draft)
    answer = desk.post(page_of(draft), sent)
    assert "Somebody discarded this draft" in answer.content.decode()
    assert desk.post(ADD, filled(answer, _publish=1)).status_code == 302
    assert Entry.objects.get().headline == "Certainly"


@pytest.mark.django_db
def test_marks_chosen_on_a_draft_wait_for_its_publication(desk: Client, live_post: Post) -> None:
    desk.post(ADD, filled(desk.get(ADD), headline="Perhaps", key="on", _draft=1))
    draft = Entry.objects.get()
    desk.post(page_of(draft), filled(desk.get(page_of(draft)), _publish=1))
    assert Entry.objects.get().key_event


@pytest.mark.django_db
def test_another_text_sent_with_an_old_forms_id_is_shown_again_and_then_taken(desk: Client, live_post: Post) -> None:
    sent = filled(desk.get(ADD), headline="Perhaps", _draft=1)
    desk.post(ADD, sent)
    del sent["_draft"]
    answer = desk.post(ADD, {**sent, "headline": "Certainly", "_publish": 1})
    assert "saved before" in answer.content.decode()
    assert desk.post(ADD, filled(answer, _publish=1)).status_code == 302
    assert Entry.objects.published().get().headline == "Certainly"


@pytest.mark.django_db
def test_a_link_without_its_scheme_gets_one(desk: Client, live_post: Post) -> None:
    body = '<p><a href="example.org/report">The report</a></p>'
    desk.post(ADD, filled(desk.get(ADD), body=body, _publish=1))
    assert 'href="https://example.org/report"' in Entry.objects.get().body


@pytest.mark.django_db
def test_a_headline_that_is_too_long_is_kept_whole_and_refused(desk: Client, live_post: Post) -> None:
    assert b"maxlength" not in desk.get(ADD).content.split(b"id_headline")[1].split(b">")[0]
    answer = desk.post(ADD, filled(desk.get(ADD), headline="x" * 10_000, _publish=1))
    assert "x" * 10_000 in answer.content.decode()
    assert "it has 10000" in answer.content.decode()


@pytest.mark.django_db
def test_of_an_hour_that_the_clocks_show_twice_the_first_is_meant(desk: Client, alice: User) -> None:
    york = create_column(by=alice, slug="york", title="York", time_zone="America/New_York")
    day = datetime.date(2015, 11, 1)
    post = create_post(by=alice, column=york, date=day, slug="a-day", text=PostText("A day"))
    open_post(by=alice, post=post)
    said = {"display_time_0": "2015-11-01", "display_time_1": "01:30:00", "headline": "Twice", "_publish": 1}
    desk.post(ADD, filled(desk.get(f"{ADD}?post={post.pk}"), **said))
    assert Entry.objects.get().display_time == datetime.datetime(2015, 11, 1, 5, 30, tzinfo=datetime.UTC)

    never = {**said, "display_time_0": "2015-03-08", "display_time_1": "02:30:00"}
    answer = desk.post(ADD, filled(desk.get(f"{ADD}?post={post.pk}"), **never))
    assert "does not exist" in answer.content.decode()
