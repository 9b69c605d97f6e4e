"""Embeds in the admin: our copies corrected, fetched again, withdrawn, restored; and who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.markup.embedded import figure_of
from columns.models import Column, Embed, Entry
from columns.outside.reasons import Reason
from columns.publishing.copies import correct_embed

from .embedded import ARTICLE, POST, VIDEO, fail, settle
from .filled import filled

LIST = "/admin/columns/embed/"
Publish = Callable[..., Entry]
Join = Callable[[User, Column, str], User]


@pytest.fixture
def kept(publish: Publish) -> Embed:
    """An article in one entry, of which there is a copy."""
    publish("Ceasefire", figure_of(ARTICLE))
    return settle(ARTICLE, text="Both sides\n\nhave signed.", author="Anna Belova", language="en")


def change(embed: Embed) -> str:
    return f"{LIST}{embed.pk}/change/"


@pytest.mark.django_db
def test_the_page_shows_the_card_how_we_know_and_which_entries_hold_it(desk: Client, kept: Embed) -> None:
    page = desk.get(change(kept)).content.decode()
    assert '<template shadowrootmode="open">' in page
    assert '<div class="prose"><figure class="card' in page
    assert kept.sha256 in page
    assert "7 Oct" in page or "Oct. 7, 2015" in page
    assert f"/admin/columns/entry/{Entry.objects.get().pk}/change/" in page
    assert [name for name in ("retry", "withdraw", "restore") if f"/act/{name}/" in page] == ["retry", "withdraw"]


@pytest.mark.django_db
def test_a_copy_is_corrected_and_readers_are_told(desk: Client, kept: Embed) -> None:
    form = desk.get(change(kept))
    typed = filled(form, title="Truce agreed", archive_url="https://web.archive.org/web/1/https://example.org/")
    typed["text"] = typed["text"].replace("\n", "\r\n")  # as browsers send it
    assert desk.post(change(kept), typed).status_code == 302
    embed = Embed.objects.get()
    assert (embed.title, embed.archive_url) == ("Truce agreed", "https://web.archive.org/web/1/https://example.org/")
    assert (embed.text, embed.author) == (kept.text, kept.author)
    assert embed.corrected_at is not None


@pytest.mark.django_db
def test_saving_without_a_change_corrects_nothing(desk: Client, publish: Publish) -> None:
    publish("Post", figure_of(POST))
    exact = settle(POST, published_at=Embed.objects.get().published_at)
    assert exact.published_at is not None
    assert exact.published_at.microsecond, "the number of a post tells the millisecond"
    assert desk.post(change(exact), filled(desk.get(change(exact)))).status_code == 302
    assert Embed.objects.get().corrected_at is None
    assert Embed.objects.get().revision == exact.revision


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), [("archive_url", "javascript:x"), ("language", "no language!")])
def test_a_refusal_keeps_what_was_typed(desk: Client, kept: Embed, field: str, value: str) -> None:
    answer = desk.post(change(kept), filled(desk.get(change(kept)), title="Truce agreed", **{field: value}))
    assert answer.status_code == 200
    assert filled(answer)["title"] == "Truce agreed"
    assert field in answer.context["adminform"].form.errors
    assert Embed.objects.get().title == kept.title


@pytest.mark.django_db
def test_of_two_who_correct_at_once_the_second_sees_both_texts_and_decides(
    desk: Client, kept: Embed, alice: User
) -> None:
    opened = desk.get(change(kept))
    correct_embed(by=alice, embed=kept, revision=kept.revision, archive_url="", title="Theirs")
    answer = desk.post(change(kept), filled(opened, title="Mine"))
    page = answer.content.decode()
    assert "Theirs" in page
    assert filled(answer)["title"] == "Mine"
    assert desk.post(change(kept), filled(answer)).status_code == 302
    assert Embed.objects.get().title == "Mine"


@pytest.mark.django_db
def test_each_act_does_what_it_says(desk: Client, kept: Embed) -> None:
    def act(name: str, **said: str) -> Embed:
        desk.post(f"{LIST}{kept.pk}/act/{name}/", said)
        return Embed.objects.get()

    assert act("retry").state == Embed.State.PENDING
    assert act("withdraw", reason=" ").state == Embed.State.PENDING
    assert act("withdraw", reason="A hoax").withdrawal_reason == "A hoax"
    assert "A hoax" in desk.get(change(kept)).content.decode()
    assert not act("restore").is_withdrawn


@pytest.mark.django_db
def test_the_page_says_why_there_is_no_copy(desk: Client, publish: Publish) -> None:
    publish("Ceasefire", figure_of(ARTICLE))
    failed = fail(ARTICLE)
    assert str(Reason.TOO_SLOW.label) in desk.get(change(failed)).content.decode()


@pytest.mark.django_db
def test_the_list_is_narrowed_by_kind_state_and_fate(desk: Client, publish: Publish) -> None:
    publish("Three", figure_of(ARTICLE) + figure_of(POST) + figure_of(VIDEO))
    settle(ARTICLE)
    fail(VIDEO)
    Embed.objects.filter(url=ARTICLE).update(gone_at="2015-10-08T00:00Z")

    def found(**query: str) -> set[str]:
        return set(desk.get(LIST, query).context["cl"].queryset.values_list("url", flat=True))

    assert found() == {ARTICLE, POST, VIDEO}
    assert found(kind="video") == {VIDEO}
    assert found(state__exact="pending") == {POST}
    assert found(original="gone") == {ARTICLE}
    assert found(original="changed") == set()
    assert found(original="failed") == {VIDEO}
    assert found(q="ceasefire agreed") == {ARTICLE}
    assert found(q="youtube.com") == {VIDEO}
    assert [embed.held_by_how_many for embed in desk.get(LIST).context["cl"].queryset] == [1, 1, 1]


@pytest.mark.django_db
def test_nobody_adds_or_deletes_embeds(desk: Client, kept: Embed) -> None:
    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(f"{LIST}{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in desk.get(LIST).content.decode()


@pytest.mark.django_db
def test_a_reporter_sees_the_copy_and_may_only_have_it_fetched(
    client: Client, kept: Embed, bob: User, column: Column, join: Join
) -> None:
    client.force_login(bob)
    assert client.get(change(kept)).status_code == 403
    client.force_login(join(bob, column, "reporter"))
    page = client.get(change(kept)).content.decode()
    assert kept.sha256 in page
    assert 'name="title"' not in page
    assert "/act/withdraw/" not in page
    assert client.post(f"{LIST}{kept.pk}/act/withdraw/", {"reason": "x"}).status_code == 403
    assert Embed.objects.get().state == Embed.State.SETTLED
