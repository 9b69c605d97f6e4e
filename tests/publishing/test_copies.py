"""What editors do to a copy of an embed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.utils import timezone

from columns.changes.log import append
from columns.embeds.provider import Snapshot
from columns.jobs.embeds import wants_copy
from columns.models import Column, Embed, Entry
from columns.publishing import embeds
from columns.publishing.columns import create_column
from columns.publishing.copies import correct_embed, restore_embed, withdraw_embed
from columns.publishing.embeds import retry_embed, take_embed
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.posts import create_post, open_post
from columns.publishing.settling import fail_embed, settle_embed
from columns.publishing.texts import PostText
from columns.reading.fragments import render_entries

from .copied import OTHER, PAGE, PICTURE, body, copy_of, settled
from .log import watching

POST = "https://x.com/lena/status/1585841080431321088"
SHORT, LATER = "https://bit.ly/abc", "https://t.example/abc"


@pytest.fixture
def embed(write: Callable[..., Entry]) -> Embed:
    """One with a copy and a picture, in a published entry."""
    write("One", body=body(PAGE))
    return settled(PAGE, PICTURE, title="Forty killed", author="An agency")


def test_a_correction_shows_and_says_that_it_is_one(column: Column, embed: Embed, alice: User) -> None:
    entry = embed.entries.get()
    with watching(column) as told:
        after = correct_embed(
            by=alice, embed=embed, revision=embed.revision, archive_url="https://archive.example/1", title="Four killed"
        )
    assert told == [("copy", entry)]
    assert (after.title, after.author, after.archive_url) == ("Four killed", "An agency", "https://archive.example/1")
    assert after.corrected_at


def test_what_nobody_could_fetch_is_written_down_by_an_editor(
    column: Column, write: Callable[..., Entry], alice: User
) -> None:
    entry = write("One", body=body(OTHER))
    shut = Embed.objects.get(url=OTHER)
    assert fail_embed(by=None, embed=shut, reason="forbidden", again_at=None)
    shut.refresh_from_db()
    with watching(column) as told:
        after = correct_embed(by=alice, embed=shut, revision=shut.revision, archive_url="", text="What it says")
    assert told == [("copy", entry)]
    assert (after.state, after.text, after.reason, after.sha256) == ("settled", "What it says", "", "")
    assert after.captured_at == after.corrected_at


def test_a_correction_does_not_wait_for_a_copy_that_is_under_way(embed: Embed, alice: User) -> None:
    claimed = retry_embed(by=alice, embed=embed)
    after = correct_embed(by=alice, embed=claimed, revision=claimed.revision, archive_url="", title="Four killed")
    assert not settle_embed(by=None, embed=claimed, copy=copy_of(claimed, title="Forty killed"), again_at=None)
    assert (after.state, Embed.objects.get(pk=embed.pk).title) == ("settled", "Four killed")


def test_an_archives_address_alone_corrects_nothing(embed: Embed, alice: User) -> None:
    after = correct_embed(by=alice, embed=embed, revision=embed.revision, archive_url="https://archive.example/1")
    assert (after.archive_url, after.corrected_at) == ("https://archive.example/1", None)


def test_nothing_changed_moves_nothing(column: Column, embed: Embed, alice: User) -> None:
    with watching(column) as told:
        correct_embed(by=alice, embed=embed, revision=embed.revision, archive_url="", title=" Forty  killed ")
    assert told == []


@pytest.mark.parametrize(
    ("field", "words"),
    [("archive_url", {"archive_url": "javascript:1"}), ("archive_url", {"archive_url": "archive"}),
     ("language", {"archive_url": "", "language": "the Arabic one"})],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(embed: Embed, alice: User, field: str, words: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        correct_embed(by=alice, embed=embed, revision=embed.revision, **words)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_correction_of_something_older_is_refused(embed: Embed, alice: User) -> None:
    old = embed.revision
    settled(PAGE, title="Newer")
    with pytest.raises(Refused):
        correct_embed(by=alice, embed=embed, revision=old, archive_url="", title="Mine")
    assert Embed.objects.get().title == "Newer"


def test_a_withdrawn_embed_is_a_stub_everywhere_and_its_picture_is_deleted(
    column: Column, embed: Embed, alice: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    entry = embed.entries.get()
    with watching(column) as told, django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        after = withdraw_embed(by=alice, embed=embed, reason=" It names \n a source. ")
    assert told == [("copy", entry)]
    assert (after.state, after.withdrawal_reason, after.next_try_at) == ("withdrawn", "It names a source.", None)
    assert not after.picture
    assert not default_storage.exists(embed.picture.name)
    for again in (withdraw_embed, lambda **what: retry_embed(by=what["by"], embed=what["embed"])):
        with pytest.raises(Refused):
            again(by=alice, embed=after, reason="Again")


def test_what_is_withdrawn_is_withdrawn_by_every_address_that_leads_to_it(
    column: Column, write: Callable[..., Entry], alice: User
) -> None:
    entries = [write(url, body=body(url)) for url in (POST, SHORT, LATER)]
    at_post = replace(copy_of(settled(POST, text="A name")), snapshot=Snapshot(text="A name", canonical_url=POST))
    assert settle_embed(by=None, embed=Embed.objects.get(url=SHORT), copy=at_post, again_at=None)
    later = Embed.objects.get(url=LATER)
    with watching(column) as told:
        withdraw_embed(by=alice, embed=Embed.objects.get(url=POST), reason="They are in danger")
        assert not settle_embed(by=None, embed=later, copy=replace(at_post, picture=PICTURE), again_at=None)
    assert told == [("copy", entry) for entry in entries]
    assert set(Embed.objects.values_list("state", "withdrawal_reason")) == {("withdrawn", "They are in danger")}
    assert default_storage.listdir(f"embeds/{later.pk}") == ([], [])
    assert "A name" not in "".join(each.html for each in render_entries(column, [entry.pk for entry in entries]))


def test_a_reason_is_needed(embed: Embed, alice: User) -> None:
    with pytest.raises(Refused) as refused:
        withdraw_embed(by=alice, embed=embed, reason=" ")
    assert refused.value.field == "reason"


def test_restored_it_shows_its_words_again(column: Column, embed: Embed, alice: User) -> None:
    entry = embed.entries.get()
    withdrawn = withdraw_embed(by=alice, embed=embed, reason="Wrong")
    with watching(column) as told:
        after = restore_embed(by=alice, embed=withdrawn)
    assert told == [("copy", entry)]
    assert (after.state, after.title, after.withdrawal_reason) == ("settled", "Forty killed", "")
    with pytest.raises(Refused):
        restore_embed(by=alice, embed=after)


def test_one_without_a_copy_is_asked_for_when_it_is_restored(alice: User) -> None:
    embed = withdraw_embed(by=alice, embed=take_embed(by=alice, url=PAGE), reason="Wrong")
    after = restore_embed(by=alice, embed=embed)
    assert after.state == "pending"
    assert after.next_try_at


def test_who_may_only_write_asks_for_a_first_copy_but_not_for_one_in_the_place_of_what_readers_see(
    embed: Embed, alice: User, bob: User, column: Column, join: Callable[..., User]
) -> None:
    join(bob, column, "reporter")
    correct_embed(by=alice, embed=embed, revision=embed.revision, archive_url="", title="A name is left out")
    with pytest.raises(NotAllowed):
        retry_embed(by=bob, embed=embed)
    assert Embed.objects.get(pk=embed.pk).state == Embed.State.SETTLED
    fresh = take_embed(by=bob, url="https://other.example/")
    assert retry_embed(by=bob, embed=fresh).state == Embed.State.PENDING


def test_only_an_editor_does_any_of_it(embed: Embed, bob: User) -> None:
    with pytest.raises(NotAllowed):
        withdraw_embed(by=bob, embed=embed, reason="Mine")
    with pytest.raises(NotAllowed):
        restore_embed(by=bob, embed=embed)
    with pytest.raises(NotAllowed):
        retry_embed(by=bob, embed=embed)
    with pytest.raises(NotAllowed):
        correct_embed(by=bob, embed=embed, revision=embed.revision, archive_url="")


def test_a_correction_is_not_undone_by_a_copy_that_was_asked_for_before(embed: Embed, alice: User) -> None:
    asked = retry_embed(by=alice, embed=embed)
    corrected = correct_embed(by=alice, embed=asked, revision=asked.revision, archive_url="", title="Four killed")
    assert not settle_embed(by=None, embed=asked, copy=copy_of(asked), again_at=None)
    assert Embed.objects.get().title == "Four killed"
    assert (corrected.state, corrected.reason, corrected.tries) == (Embed.State.SETTLED, "", 0)


def test_nor_by_one_that_could_not_be_had_and_is_to_be_tried_again(embed: Embed, alice: User) -> None:
    asked = retry_embed(by=alice, embed=embed)
    fail_embed(by=None, embed=asked, reason="unreachable", again_at=timezone.now())
    failed = Embed.objects.get()
    correct_embed(by=alice, embed=failed, revision=failed.revision, archive_url="", title="Four killed")
    assert not wants_copy(Embed.objects.get())


def test_what_is_withdrawn_can_be_corrected_and_stays_withdrawn(embed: Embed, alice: User) -> None:
    embed = withdraw_embed(by=alice, embed=embed, reason="Not theirs")
    after = correct_embed(by=alice, embed=embed, revision=embed.revision, archive_url="", title="Four killed")
    assert (after.title, after.state, after.next_try_at) == ("Four killed", Embed.State.WITHDRAWN, None)


def test_columns_are_taken_in_the_order_of_keys_and_not_of_titles(
    column: Column, embed: Embed, write: Callable[..., Entry], alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = create_column(by=alice, slug="aleppo", title="Aleppo")
    post = create_post(by=alice, column=other, date=datetime.date(2015, 10, 7), slug="a-day", text=PostText("A day"))
    write("Two", body=body(PAGE), post=open_post(by=alice, post=post))
    taken: list[Column] = []
    monkeypatch.setattr(embeds, "append", lambda column, moved: (taken.append(column), append(column, moved)))
    withdraw_embed(by=alice, embed=embed, reason="Not theirs")
    assert taken == [column, other]
