"""Random histories over the socket, with bells that are lost and doubled: an open page equals a fresh one."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from columns.changes import log
from columns.changes.bell import ring
from columns.live import hub as hubs
from columns.live import protocol
from columns.live import socket as sockets
from columns.models import Column
from columns.reading import delta, window

from .listener import Listener
from .page import Page
from .world import VERBS, World

Listen = Callable[..., Listener]
STEPS = 25


@pytest.fixture(autouse=True)
def _small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, frames and limits so small that a short history meets all of them; and looks so often."""
    monkeypatch.setattr(window, "PAGE", 3)
    monkeypatch.setattr(delta, "NEAR", 5)
    monkeypatch.setattr(delta, "HEAVY", 2500)
    monkeypatch.setattr(protocol, "CHUNK", 3000)
    monkeypatch.setattr(sockets, "HELLOS", 1000)
    monkeypatch.setattr(hubs, "PAUSE", 0.05)


class Follower:
    """An open page and its socket."""

    def __init__(self, page: Page, listener: Listener, act: Any) -> None:
        self.page, self.listener, self.act = page, listener, act

    async def ask(self) -> None:
        """Say hello from where the page stands."""
        await self.listener.hello(self.page.epoch, self.page.after)

    async def hear(self) -> None:
        """Take one message, and do what the protocol says."""
        if await self.act(self.page.hear, await self.listener.hear()):
            await self.ask()


@pytest.mark.parametrize("seed", range(6))
async def test_an_open_page_ends_as_a_fresh_one(
    client: Client, listener: Listen, act: Any, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    monkeypatch.setattr(log, "ring", lambda *place: [ring(*place) for _ in range(dice.choice((0, 0, 1, 2)))])
    world = await act(World)
    posts = await act(world.posts)
    followers = []
    for address in (world.column.get_absolute_url(), posts[-1].get_absolute_url(), posts[0].get_absolute_url()):
        page = await act(Page.open, client, address)
        followers.append(Follower(page, listener(world.column.slug), act))
        assert await followers[-1].listener.connect()
        await followers[-1].ask()

    for _ in range(STEPS):
        await act(world.step, (dice.choice(VERBS), dice.randrange(13), dice.randrange(61)))
        for follower in followers:
            while dice.random() < 0.7 and not follower.listener.socket.output_queue.empty():
                await follower.hear()

    column = await act(Column.objects.get, pk=world.column.pk)
    for follower in followers:
        while (follower.page.epoch, follower.page.after) != (str(column.epoch), column.head_seq):
            await follower.hear()
        assert follower.page.face() == (await act(follower.page.fresh)).face()
