"""Lite mode: open pages let their connections go and ask seldom; they miss nothing, and come back when it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from columns.changes import log
from columns.live import hub as hubs
from columns.models import Column
from columns.publishing.lite import end_lite, start_lite

from .listener import Listener

LATER = {"type": "later", "retry_after": 30, "every": 30}


@pytest.mark.parametrize("transport", ["socket", "events"])
@pytest.mark.parametrize("rings", [True, False])
async def test_whoever_follows_is_told_to_ask_seldom(
    listener: Callable[..., Listener], column: Column, act: Any, head: Any, rings: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not rings:  # another process has done it, and no bell was heard
        monkeypatch.setattr(log, "ring", lambda column_id, seq: None)
        monkeypatch.setattr(hubs, "PAUSE", 0.05)
    reader = listener()
    await reader.follow(await head(column))
    assert (await reader.hear())["type"] == "beat"
    await act(start_lite, by=None)
    now = await head(column)
    assert (await reader.hear())["to"] == now.head_seq, "nothing is kept from them before"
    assert await reader.hear() == LATER
    newcomer = listener()
    await newcomer.follow(now)
    assert [(await newcomer.hear())["type"], await newcomer.hear()] == ["beat", LATER]
    await act(end_lite, by=None)
    again = listener()
    await again.follow(await head(column))
    assert (await again.hear())["type"] == "beat"


@pytest.mark.django_db
def test_a_poll_says_so_and_costs_nothing_a_second_time(client: Client, column: Column) -> None:
    address = f"/live/{column.slug}/changes"

    def heard() -> list[dict[str, Any]]:
        column.refresh_from_db()
        return list(json.loads(client.get(address, {"after": f"{column.epoch}:{column.head_seq}"}).content))

    assert [message["type"] for message in heard()] == ["beat"]
    start_lite(by=None)
    assert heard() == [{"type": "beat", "seq": column.head_seq}, LATER]
    place = {"after": f"{column.epoch}:{column.head_seq}"}
    tag = client.get(address, place).headers["ETag"]
    assert client.get(address, place, headers={"If-None-Match": tag}).status_code == 304
    end_lite(by=None)
    assert [message["type"] for message in heard()] == ["beat"]


@pytest.mark.django_db
def test_a_page_comes_frugal_and_says_how_often_to_ask(client: Client, column: Column, publish: Any) -> None:
    publish("Bridge hit")
    usual = client.get(f"/{column.slug}/")
    assert "data-every" not in usual.content.decode()
    start_lite(by=None)
    light = client.get(f"/{column.slug}/", headers={"If-None-Match": usual.headers["ETag"]})
    assert light.status_code == 200
    assert 'data-every="30"' in light.content.decode()
    again = client.get(f"/{column.slug}/", headers={"If-None-Match": light.headers["ETag"]})
    assert again.status_code == 304
    end_lite(by=None)
    assert "data-every" not in client.get(f"/{column.slug}/").content.decode()
