"""The number of the last urgent change, for pages without a stream: true a moment later, and cheap to ask for."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.contrib.auth.models import User

from columns.live import urgent
from columns.models import Column, Entry
from columns.publishing.columns import create_column, hide_column
from columns.publishing.lite import end_lite, start_lite
from columns.publishing.withdrawals import withdraw_entry

from .listener import PATIENCE


async def _ask(slug: str, method: str = "GET") -> tuple[int, Any]:
    from liveblog.asgi import application

    path = f"/live/{slug}/urgent"
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": []}
    asking = ApplicationCommunicator(application, scope)
    await asking.send_input({"type": "http.request", "body": b"", "more_body": False})
    status = (await asking.receive_output(PATIENCE))["status"]
    body = (await asking.receive_output(PATIENCE))["body"]
    return status, json.loads(body) if body else None


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urgent, "FRESH", 0.0)


@pytest.mark.usefixtures("listener", "_at_once")
async def test_it_is_that_of_what_was_taken_back_or_switched_and_of_nothing_else(
    column: Column, publish: Callable[..., Entry], act: Any, head: Any, alice: User
) -> None:
    entry = await act(publish, "One")
    await act(publish, "Two")
    assert (await _ask(column.slug))[1]["seq"] == 0
    await act(withdraw_entry, by=alice, entry=entry, reason="Wrong")
    now = await head(column)
    assert (await _ask(column.slug))[1] == {"type": "urgent", "epoch": str(now.epoch), "seq": now.head_seq}
    await act(publish, "Three")
    assert (await _ask(column.slug))[1]["seq"] == now.head_seq
    for verb, more in ((start_lite, {}), (end_lite, {}), (hide_column, {"column": column})):
        await act(verb, by=alice, **more)
        assert (await _ask(column.slug))[1]["seq"] == (await head(column)).head_seq, verb


@pytest.mark.usefixtures("listener")
async def test_however_many_ask_the_database_is_asked_once(
    column: Column, monkeypatch: pytest.MonkeyPatch, act: Callable[..., Awaitable[Any]]
) -> None:
    asked, ask = [], urgent.column_at
    monkeypatch.setattr(urgent, "FRESH", 600.0)
    monkeypatch.setattr(urgent, "column_at", lambda slug: asked.append(slug) or ask(slug))
    assert {(await _ask(column.slug))[0] for _ in range(20)} == {200}
    assert asked == [column.slug]


@pytest.mark.usefixtures("listener", "_at_once")
async def test_of_a_column_that_no_reader_has_seen_there_is_none(act: Any, column: Column) -> None:
    await act(create_column, by=None, slug="secret", title="Secret", state="hidden")
    assert await _ask("secret") == (404, None)
    assert await _ask("nowhere") == (404, None)
    assert await _ask(column.slug, "POST") == (405, None)
