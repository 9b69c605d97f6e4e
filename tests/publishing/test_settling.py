"""What a job found out about an embed: kept, shown wherever it is held, or dropped because it comes too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.utils import timezone

from columns.models import Column, Embed, Entry, Post
from columns.publishing.copies import withdraw_embed
from columns.publishing.embeds import retry_embed, take_embed
from columns.publishing.entries import publish_entry
from columns.publishing.errors import NotAllowed
from columns.publishing.settling import fail_embed, see_original, settle_embed
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import withdraw_entry

from .copied import PAGE, PICTURE, body, copy_of, settled
from .log import watching

Write = Callable[..., Entry]


@pytest.fixture
def embed(alice: User) -> Embed:
    """One that has just been pasted."""
    return take_embed(by=alice, url=PAGE)


def test_a_copy_is_kept_and_moves_every_published_entry_that_holds_it(
    column: Column, write: Write, alice: User, elsewhere: Post, embed: Embed
) -> None:
    first, second, withdrawn = (write(name, body=body(PAGE)) for name in ("First", "Second", "Withdrawn"))
    withdraw_entry(by=alice, entry=withdrawn, reason="Wrong")
    write("Without")
    third = publish_entry(by=alice, post=elsewhere, text=EntryText("Third", body(PAGE)))
    with watching(column) as told, watching(elsewhere.column) as told_elsewhere:
        after = settled(PAGE, PICTURE, text="All of it", author="Lina Haddad", language="ar")
    assert sorted((op, entry.pk) for op, entry in told if entry) == sorted([("embed", first.pk), ("embed", second.pk)])
    assert told_elsewhere == [("embed", third)]
    assert (after.state, after.text, after.author, after.language) == ("settled", "All of it", "Lina Haddad", "ar")
    assert (after.sha256, after.captured_at, after.next_try_at) == ("ab" * 32, after.checked_at, None)
    assert default_storage.open(after.picture.name).read() == PICTURE.content


def test_a_new_copy_takes_the_place_of_the_old_one_and_of_its_picture(
    embed: Embed, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    before = settled(PAGE, PICTURE, title="Before", author="Lina")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        after = settled(PAGE, PICTURE, title="After")
    assert (after.title, after.author) == ("After", "")
    assert after.picture.name != before.picture.name
    assert default_storage.exists(after.picture.name)
    assert not default_storage.exists(before.picture.name)


def test_a_picture_that_cannot_be_had_again_stays(embed: Embed) -> None:
    before = settled(PAGE, PICTURE, title="Before")
    missed = replace(copy_of(before, title="After"), missed_picture=True)
    assert settle_embed(by=None, embed=before, copy=missed, again_at=None)
    after = Embed.objects.get()
    assert (after.title, after.picture.name, after.picture_width) == ("After", before.picture.name, 640)
    assert default_storage.exists(after.picture.name)


def test_what_comes_too_late_is_dropped_with_its_picture(embed: Embed, alice: User) -> None:
    copy = copy_of(embed, PICTURE)
    retry_embed(by=alice, embed=embed)
    assert not settle_embed(by=None, embed=embed, copy=copy, again_at=None)
    assert not fail_embed(by=None, embed=embed, reason="gone", again_at=None)
    assert not see_original(by=None, embed=embed, at=timezone.now(), again_at=timezone.now(), is_gone=True)
    now = Embed.objects.get()
    assert (now.state, now.title, now.gone_at) == ("pending", "", None)
    assert default_storage.listdir(f"embeds/{embed.pk}") == ([], [])


def test_a_withdrawn_embed_takes_no_copy(embed: Embed, alice: User) -> None:
    withdrawn = withdraw_embed(by=alice, embed=embed, reason="It names a source")
    assert not settle_embed(by=None, embed=withdrawn, copy=copy_of(embed), again_at=None)


def test_a_failure_shows_to_no_reader(column: Column, write: Write, embed: Embed) -> None:
    write("One", body=body(PAGE))
    later = timezone.now() + timedelta(minutes=1)
    with watching(column) as told:
        assert fail_embed(by=None, embed=embed, reason="too_slow", again_at=later)
    now = Embed.objects.get()
    assert (told, now.state, now.reason, now.next_try_at) == ([], "failed", "too_slow", later)


def test_a_copy_survives_that_no_newer_one_could_be_had(embed: Embed, alice: User) -> None:
    again = retry_embed(by=alice, embed=settled(PAGE, title="As it was"))
    assert fail_embed(by=None, embed=again, reason="gone", again_at=None)
    now = Embed.objects.get()
    assert (now.state, now.reason, now.title) == ("settled", "gone", "As it was")


def test_that_the_original_has_gone_shows_and_the_first_time_counts(
    column: Column, write: Write, embed: Embed
) -> None:
    entry = write("One", body=body(PAGE))
    first = timezone.now()
    with watching(column) as told:
        for days in (0, 7):
            seen = first + timedelta(days=days)
            claimed = settled(PAGE) if not days else Embed.objects.get()
            assert see_original(by=None, embed=claimed, at=seen, again_at=seen, is_gone=True)
    assert told == [("embed", entry)] * 2  # the copy, and that it has gone
    now = Embed.objects.get()
    assert (now.gone_at, now.title) == (first, "What the page said")
    with watching(column) as told:
        assert see_original(by=None, embed=now, at=seen, again_at=seen, is_gone=False)
    assert told == [("embed", entry)]
    assert Embed.objects.get().gone_at is None


def test_that_the_original_differs_is_for_editors_only(column: Column, write: Write, embed: Embed) -> None:
    write("One", body=body(PAGE))
    claimed, at = settled(PAGE), timezone.now()
    with watching(column) as told:
        assert see_original(by=None, embed=claimed, at=at, again_at=at, is_gone=False, differs=True)
    assert (told, Embed.objects.get().changed_at) == ([], at)


def test_it_is_the_work_of_a_job(embed: Embed, bob: User) -> None:
    with pytest.raises(NotAllowed):
        settle_embed(by=bob, embed=embed, copy=copy_of(embed), again_at=None)
