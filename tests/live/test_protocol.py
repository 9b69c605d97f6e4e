"""The protocol's messages: cursors, hellos, and deltas that lead on from each other."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from columns.changes.after import KEPT, Head
from columns.live import protocol
from columns.live.protocol import CHUNK, Cursor, Malformed
from columns.live.reading_log import read_log
from columns.models import Column, Post
from columns.publishing.drafts import save_draft
from columns.publishing.texts import EntryText

EPOCH = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"


@pytest.mark.parametrize(
    "text",
    [
        "", ":", "0", EPOCH, f"{EPOCH}:", f"{EPOCH}:-1", f"{EPOCH}:+1", f"{EPOCH}:1.0", f"{EPOCH}: 1", f"{EPOCH}:1_0",
        f"{EPOCH}:٣", f"{EPOCH}:²", f"{EPOCH}:1:2", f"{EPOCH}:{'9' * 19}", f"{EPOCH}:{'9' * 5000}", "not-a-uuid:1",
        f"{EPOCH[:-1]}:1", f"{EPOCH}0:1", "\x00:1", f":{EPOCH}:1",
    ],
)  # fmt: skip
def test_what_is_not_a_cursor_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        Cursor.parse(text)


def test_a_cursor_is_an_epoch_and_a_number() -> None:
    assert Cursor.parse(f"{EPOCH}:17") == Cursor(EPOCH, 17)
    assert Cursor.parse(f"{EPOCH.upper()}:0") == Cursor(EPOCH, 0)
    assert Cursor.of(EPOCH, 2**63 - 1).after == 2**63 - 1


@pytest.mark.parametrize("after", [True, False, None, -1, 2**63, 10**400, 1.0, "1", [1], {"seq": 1}])
def test_a_hello_takes_only_a_whole_number(after: Any) -> None:
    with pytest.raises(Malformed):
        Cursor.of(EPOCH, after)


@pytest.mark.parametrize("epoch", [None, 1, True, [EPOCH], {}, "", "6", EPOCH * 2, "\ud800"])
def test_a_hello_takes_only_a_uuid(epoch: Any) -> None:
    with pytest.raises(Malformed):
        Cursor.of(epoch, 1)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "1", '"hello"', "{}", '{"type":"hello"}', f'{{"epoch":"{EPOCH}","after":1}}',
        f'{{"type":"bye","epoch":"{EPOCH}","after":1}}', f'{{"type":["hello"],"epoch":"{EPOCH}","after":1}}',
        f'{{"type":"hello","epoch":"{EPOCH}","after":NaN}}', f'{{"type":"hello","epoch":"{EPOCH}","after":1e3}}',
        f'{{"type":"hello","epoch":"{EPOCH}","after":{"9" * 5000}}}', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_a_hello_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        protocol.parse_hello(text)


def test_a_hello_may_say_more_than_we_know() -> None:
    hello = {"type": "hello", "epoch": EPOCH, "after": 3, "colour": "red"}
    assert protocol.parse_hello(json.dumps(hello)) == Cursor(EPOCH, 3)


def _changes(*sizes: int) -> list[tuple[int, str]]:
    """Changes of so many bytes, numbered by twos: the log moves things again that then travel once."""
    return [(2 * n, json.dumps({"seq": 2 * n, "html": "ش" * (size // 2)}, ensure_ascii=False)) for n, size in
            enumerate(sizes, start=1)]  # fmt: skip


def test_deltas_fit_their_chunks_and_lead_on_from_each_other() -> None:
    changes = _changes(*([5_000, 60, 11_000] * 20))
    way = list(protocol.deltas(EPOCH, 0, 121, changes))
    deltas = [json.loads(message) for _, message in way]
    assert all(len(message.encode()) <= CHUNK for _, message in way)
    assert len(way) < 14, "chunks are filled"
    assert [delta["from"] for delta in deltas] == [0, *(reached for reached, _ in way)][:-1]
    assert [delta["to"] for delta in deltas] == [reached for reached, _ in way]
    assert deltas[-1]["to"] == 121
    assert [change["seq"] for delta in deltas for change in delta["changes"]] == [seq for seq, _ in changes]
    assert {delta["epoch"] for delta in deltas} == {EPOCH}


def test_a_change_larger_than_a_chunk_goes_alone() -> None:
    way = list(protocol.deltas(EPOCH, 1, 6, _changes(100, 2 * CHUNK, 100)))
    heard = [[change["seq"] for change in json.loads(message)["changes"]] for _, message in way]
    assert heard == [[2], [4], [6]]
    assert [reached for reached, _ in way] == [2, 4, 6]


def test_nothing_to_tell_still_moves_the_cursor() -> None:
    ((reached, message),) = protocol.deltas(EPOCH, 3, 5, [])
    assert reached == 5
    assert json.loads(message) == {"type": "delta", "epoch": EPOCH, "from": 3, "to": 5, "changes": []}


def test_from_the_head_there_is_no_way() -> None:
    assert list(protocol.deltas(EPOCH, 5, 5, [])) == []


def test_a_draft_moves_nothing(column: Column, live_post: Post) -> None:
    column.refresh_from_db()
    save_draft(by=None, post=live_post, text=EntryText("canary"))
    told = read_log(column.pk, column.head_seq)
    assert told
    assert told.head.seq == column.head_seq
    assert told.changes == ()


@pytest.mark.parametrize(
    ("epoch", "after", "reason"),
    [(EPOCH, 2000, ""), (EPOCH, 2000 - KEPT, ""), (EPOCH, 1999 - KEPT, "far"), (EPOCH, 2001, "beyond"),
     (str(uuid.uuid4()), 2000, "epoch"), (str(uuid.uuid4()), 9000, "epoch")],
)  # fmt: skip
def test_a_reader_learns_why_it_cannot_go_on(epoch: str, after: int, reason: str) -> None:
    head = Head(uuid.UUID(EPOCH), 2000, "live")
    assert protocol.cannot_resume(head, Cursor(epoch, after)) == reason


@pytest.mark.parametrize(("state", "reason"), [("live", ""), ("closed", "closed"), ("hidden", "hidden")])
def test_a_column_ends_when_it_is_closed_or_hidden(state: str, reason: str) -> None:
    assert protocol.ended(state) == reason
