"""Polling: the same messages as a list, the same bytes for everyone, and no word about what was never public."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from columns.live import poll, protocol
from columns.models import Column, Post
from columns.publishing.columns import create_column

from .listener import assert_chain
from .test_socket import change

pytestmark = pytest.mark.django_db


def _ask(client: Client, column: Column, after: int | str, **headers: str) -> Any:
    after = f"{column.epoch}:{after}" if isinstance(after, int) else after
    return client.get(f"/live/{column.slug}/changes", {"after": after}, headers=headers)


def _heard(client: Client, column: Column, after: int | str) -> list[dict[str, Any]]:
    answer = _ask(client, column, after)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    return list(json.loads(answer.content))


def test_at_the_head_all_is_well(client: Client, column: Column, live_post: Post) -> None:
    column.refresh_from_db()
    assert _heard(client, column, column.head_seq) == [{"type": "beat", "seq": column.head_seq}]


def test_behind_the_head_comes_what_is_missing_and_the_head(client: Client, column: Column, publish: Any) -> None:
    column.refresh_from_db()
    entry = publish("Bridge hit")
    delta, beat = _heard(client, column, column.head_seq)
    assert (delta["type"], delta["from"], delta["to"]) == ("delta", column.head_seq, entry.seq)
    assert "Bridge hit" in json.dumps(delta["changes"])
    assert beat == {"type": "beat", "seq": entry.seq}


def test_far_behind_the_way_leads_through_several_answers(
    client: Client, column: Column, publish: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "CHUNK", 3000)
    entries = [publish(f"Entry {number}", f"<p>{'Word. ' * 100}</p>") for number in range(9)]
    cursor, chain, numbers = 0, [], []
    while cursor < entries[-1].seq:
        delta, beat = _heard(client, column, cursor)
        chain.append((delta["from"], delta["to"]))
        numbers += [each["seq"] for each in delta["changes"]]
        cursor = delta["to"]
        assert beat == {"type": "beat", "seq": entries[-1].seq}
    assert len(chain) > 3
    assert_chain(chain, 0, entries[-1].seq)
    assert {entry.seq for entry in entries} <= set(numbers)


def test_an_answer_is_made_of_no_more_changes_than_it_may_hold(
    client: Client, column: Column, publish: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "MOST", 3)
    entries = [publish(f"Entry {number}") for number in range(8)]
    cursor, chain = entries[0].seq, []
    while cursor < entries[-1].seq:
        delta, beat = _heard(client, column, cursor)
        assert len(delta["changes"]) <= 3
        assert beat == {"type": "beat", "seq": entries[-1].seq}
        chain.append((delta["from"], delta["to"]))
        cursor = delta["to"]
    assert len(chain) == 3
    assert_chain(chain, entries[0].seq, entries[-1].seq)


@pytest.mark.parametrize("after", ["", "garbage", ":", "1", "0:0", f"{uuid.UUID(int=1)}:-1", f"{uuid.UUID(int=1)}:٣"])
def test_what_is_not_a_cursor_is_answered_with_a_reset(
    client: Client, column: Column, live_post: Post, after: str
) -> None:
    assert _heard(client, column, after) == [{"type": "reset", "reason": "cursor"}]


def test_a_cursor_that_is_not_ours_is_answered_with_a_reset(client: Client, column: Column, live_post: Post) -> None:
    column.refresh_from_db()
    assert _heard(client, column, column.head_seq + 1) == [{"type": "reset", "reason": "beyond"}]
    assert _heard(client, column, f"{uuid.uuid4()}:1") == [{"type": "reset", "reason": "epoch"}]


def test_everyone_there_gets_the_same_bytes(client: Client, column: Column, publish: Any, alice: Any) -> None:
    publish("Bridge hit")
    editor = Client()
    editor.force_login(alice)
    answers = [_ask(each, column, 0) for each in (client, editor)]
    assert answers[0].content == answers[1].content
    assert answers[0].headers["ETag"] == answers[1].headers["ETag"]
    assert not any(answer.cookies or "Cookie" in answer.headers.get("Vary", "") for answer in answers)


def test_a_shared_cache_may_keep_it_for_two_seconds(client: Client, column: Column) -> None:
    assert _ask(client, column, 0).headers["Cache-Control"] == "public, max-age=1, s-maxage=2"


def test_asking_again_costs_nothing_until_something_moves(client: Client, column: Column, publish: Any) -> None:
    tag = _ask(client, column, 0).headers["ETag"]
    again = _ask(client, column, 0, if_none_match=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=1, s-maxage=2"
    assert _ask(client, column, 1, if_none_match=tag).status_code == 200, "another cursor is another answer"
    publish("Bridge hit")
    assert _ask(client, column, 0, if_none_match=tag).status_code == 200


def test_only_asking_is_possible(client: Client, column: Column) -> None:
    assert client.post(f"/live/{column.slug}/changes").status_code == 405


def test_an_unknown_column_and_one_that_was_never_public_are_not_found(client: Client, column: Column) -> None:
    hidden = create_column(by=None, slug="not-yet", title="Not yet", state="hidden")
    answers = [_ask(client, each, 0) for each in (hidden, Column(slug="nothing-here"))]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Not yet" not in answers[0].content.decode()
    assert answers[0].content == answers[1].content.replace(b"nothing-here", b"not-yet")


def test_a_column_that_was_taken_down_ends(client: Client, column: Column, publish: Any) -> None:
    publish("Bridge hit")
    hidden = change(column, state="hidden")
    for after in (0, hidden.head_seq, "garbage"):
        assert _heard(client, hidden, after) == [{"type": "end", "reason": "hidden"}]


def test_a_closed_column_tells_what_is_missing_and_then_ends(
    client: Client, column: Column, publish: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "CHUNK", 3000)
    entries = [publish(f"Entry {number}", f"<p>{'Word. ' * 100}</p>") for number in range(9)]
    closed = change(column, state="closed")
    cursor, numbers, last = 0, [], {"type": "beat"}
    while last["type"] == "beat":
        delta, last = _heard(client, closed, cursor)
        numbers += [each["seq"] for each in delta["changes"]]
        cursor = delta["to"]
    assert last == {"type": "end", "reason": "closed"}
    assert cursor == closed.head_seq
    assert {entry.seq for entry in entries} <= set(numbers)
    assert _heard(client, closed, cursor) == [{"type": "end", "reason": "closed"}]


def test_a_column_that_goes_under_while_it_is_read_makes_the_page_look(
    client: Client, column: Column, publish: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Bridge hit")
    read_log = poll.read_log
    monkeypatch.setattr(poll, "read_log", lambda *place: change(column, state="hidden") and read_log(*place))
    assert _heard(client, column, 0) == [{"type": "reset", "reason": "epoch"}]


def test_the_old_address_of_a_column_still_answers(client: Client, column: Column, live_post: Post) -> None:
    moved = change(column, slug="russia-in-syria")
    moved.slug = "putin-in-syria"
    assert _heard(client, moved, moved.head_seq) == [{"type": "beat", "seq": moved.head_seq}]
