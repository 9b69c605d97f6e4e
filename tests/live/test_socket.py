"""The socket: what a hello is answered with, and what is heard from then on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from columns.live.reading_log import read_log
from columns.models import Column, Post
from columns.publishing.columns import change_column, create_column
from columns.publishing.drafts import save_draft
from columns.publishing.posts import amend_post
from columns.publishing.texts import EntryText, PostText
from columns.publishing.withdrawals import withdraw_entry

from .listener import Listener, assert_chain

Listen = Callable[..., Listener]


def change(column: Column, **settings: str) -> Column:
    """Change some settings of a column, and keep the others."""
    column = Column.objects.get(pk=column.pk)
    names = ("slug", "title", "description", "state", "time_zone", "language")
    now = {name: getattr(column, name) for name in names}
    return change_column(by=None, column=column, revision=column.revision, **(now | settings))


async def test_at_the_head_a_hello_is_answered_with_a_beat(
    listener: Listen, column: Column, live_post: Post, head: Any
) -> None:
    now, reader = await head(column), listener()
    await reader.follow(now)
    assert await reader.hear() == {"type": "beat", "seq": now.head_seq}


async def test_behind_the_head_a_hello_is_answered_with_what_is_missing(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any
) -> None:
    before, reader = await head(column), listener()
    entry = await act(publish, "Bridge hit")
    await reader.follow(before)
    delta = await reader.hear()
    assert (delta["type"], delta["epoch"]) == ("delta", str(before.epoch))
    assert reader.chain == [(before.head_seq, entry.seq)]
    (told,) = [each for each in delta["changes"] if each.get("id") == entry.pk]
    assert (told["op"], told["seq"]) == ("entry", entry.seq)
    assert "Bridge hit" in told["html"]


async def test_what_is_published_then_is_heard(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any
) -> None:
    now, reader = await head(column), listener()
    await reader.follow(now)
    await reader.hear()
    entry = await act(publish, "Second strike")
    await reader.hear_up_to(entry.seq)
    assert "Second strike" in reader.raw[-1]
    assert_chain(reader.chain, now.head_seq, entry.seq)


@pytest.mark.parametrize(
    ("epoch", "ahead", "reason"), [(str(uuid.uuid4()), 0, "epoch"), (None, 1, "beyond"), (None, 10**12, "beyond")]
)
async def test_a_cursor_that_is_not_ours_is_answered_with_a_reset(
    listener: Listen, column: Column, live_post: Post, head: Any, epoch: str | None, ahead: int, reason: str
) -> None:
    now, reader = await head(column), listener()
    assert await reader.connect()
    await reader.hello(epoch or now.epoch, now.head_seq + ahead)
    assert await reader.hear() == {"type": "reset", "reason": reason}


async def test_too_far_behind_is_answered_with_a_reset(
    listener: Listen, column: Column, publish: Any, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("columns.live.protocol.KEPT", 3)
    monkeypatch.setattr("columns.live.reading_log.KEPT", 3)
    for number in range(5):
        await act(publish, f"Entry {number}")
    reader = listener()
    await reader.follow(column, after=0)
    assert await reader.hear() == {"type": "reset", "reason": "far"}


async def test_an_unknown_and_a_hidden_column_end_in_the_same_words(listener: Listen, column: Column, act: Any) -> None:
    hidden = await act(create_column, by=None, slug="not-yet", title="Not yet", state="hidden")
    for slug in ("not-yet", "nothing-here"):
        reader = listener(slug)
        await reader.follow(hidden)
        assert await reader.hear() == {"type": "end", "reason": "hidden"}


async def test_a_column_that_is_taken_down_ends_for_those_who_follow_it(
    listener: Listen, column: Column, live_post: Post, act: Any, head: Any
) -> None:
    reader = listener()
    await reader.follow(await head(column))
    await reader.hear()
    await act(change, column, state="hidden")
    assert await reader.hear() == {"type": "end", "reason": "hidden"}


async def test_what_moved_while_a_column_was_hidden_is_not_missing_afterwards(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any
) -> None:
    entry = await act(publish, "The name of a source")
    before, watching, away = await head(column), listener(), listener()
    await watching.follow(before)
    await watching.hear()
    await act(change, column, state="hidden")
    assert (await watching.hear())["type"] == "end"
    entry = await act(withdraw_entry, by=None, entry=entry, reason="Named a source.")
    now = await act(change, column, state="live")
    await away.follow(before)
    await away.hear_up_to(now.head_seq)
    assert entry.seq in away.numbers
    assert_chain(away.chain, before.head_seq, now.head_seq)


async def test_a_closed_column_tells_what_is_missing_and_then_ends(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any
) -> None:
    before = await head(column)
    entry = await act(publish, "The last one")
    closed = await act(change, column, state="closed")
    reader, current = listener(), listener()
    await reader.follow(before)
    await reader.hear_up_to(closed.head_seq)
    assert entry.seq in reader.numbers
    assert await reader.hear() == {"type": "end", "reason": "closed"}
    await current.follow(closed)
    assert (await current.hear())["type"] == "beat"
    assert await current.hear() == {"type": "end", "reason": "closed"}


async def test_closing_a_column_tells_its_readers_everything_first(
    listener: Listen, column: Column, live_post: Post, act: Any, head: Any
) -> None:
    reader = listener()
    await reader.follow(await head(column))
    await reader.hear()
    closed = await act(change, column, state="closed")
    await reader.hear_up_to(closed.head_seq)
    assert await reader.hear() == {"type": "end", "reason": "closed"}


async def test_a_draft_is_told_to_nobody(
    listener: Listen, column: Column, live_post: Post, publish: Any, act: Any, head: Any
) -> None:
    now, reader = await head(column), listener()
    await reader.follow(now)
    draft = await act(save_draft, by=None, post=live_post, text=EntryText("Canary", "<p>canary</p>"))
    entry = await act(publish, "In public")
    late = listener()
    await late.follow(now)
    for each in (reader, late):
        await each.hear_up_to(entry.seq)
        assert "canary" not in "".join(each.raw).lower()
        assert draft.pk not in "".join(each.raw)


async def test_the_old_address_of_a_column_still_works(
    listener: Listen, column: Column, live_post: Post, act: Any
) -> None:
    moved = await act(change, column, slug="russia-in-syria")
    for slug in ("putin-in-syria", "russia-in-syria"):
        reader = listener(slug)
        await reader.follow(moved)
        assert await reader.hear() == {"type": "beat", "seq": moved.head_seq}


async def test_the_old_address_of_a_post_still_hears(
    listener: Listen, column: Column, live_post: Post, act: Any, head: Any
) -> None:
    now, reader = await head(column), listener()
    await reader.follow(now)
    text = await act(PostText.of, live_post)
    await act(amend_post, by=None, post=live_post, text=text, revision=live_post.revision, slug="week-one")
    heard = (await reader.hear_up_to((await head(column)).head_seq))[-1]
    assert "week-one" in next(each for each in heard["changes"] if each["op"] == "post")["url"]


async def test_a_second_hello_goes_on_from_its_cursor_and_doubles_nothing(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any
) -> None:
    before, reader = await head(column), listener()
    await reader.follow(before)
    await reader.hear()
    first = await act(publish, "One")
    await reader.hear_up_to(first.seq)
    reader.chain.clear()
    await reader.hello(before.epoch, before.head_seq)
    await reader.hear_up_to(first.seq)
    second = await act(publish, "Two")
    await reader.hear_up_to(second.seq)
    third = await act(publish, "Three")
    await reader.hear_up_to(third.seq)
    assert_chain(reader.chain, before.head_seq, third.seq)
    await reader.leave()
    assert reader.socket.output_queue.empty()


async def test_nothing_that_is_said_changes_anything(
    listener: Listen, column: Column, live_post: Post, act: Any, head: Any
) -> None:
    now, reader = await head(column), listener()
    await reader.follow(now)
    await reader.hear()
    await reader.hello(now.epoch, now.head_seq)
    await reader.hear()
    assert await head(column) == now
    told = await act(read_log, column.pk, now.head_seq)
    assert (told.head.seq, told.changes) == (now.head_seq, ())
