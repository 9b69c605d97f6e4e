"""Patience: a request is put again while its answer is that it is noted (202), and nothing is under way in between."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from columns.pages import patience
from columns.pages.patience import Message, Patience, Receive, Scope, Send

SCOPE: Scope = {"type": "http", "path": "/card.jpg"}


class Django:
    """Answers with some statuses, one after the other; the last again and again."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.asked = 0
        self.under_way = 0
        self.bodies: list[Message] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        self.under_way += 1
        self.bodies.append(await receive())
        status = self.statuses[min(self.asked, len(self.statuses) - 1)]
        self.asked += 1
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": str(status).encode()})
        self.under_way -= 1


async def ask(patient: Patience, *messages: Message) -> list[Message]:
    """Ask once; what was sent. After `messages` the client says nothing more."""
    waiting, sent = list(messages or [{"type": "http.request", "body": b""}]), []

    async def receive() -> Message:
        if waiting:
            return waiting.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    await patient(SCOPE, receive, send)
    return sent


def said(messages: list[Message]) -> list[Any]:
    """Statuses and bodies."""
    return [message.get("status", message.get("body")) for message in messages]


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses are short."""
    monkeypatch.setattr(patience, "PAUSES", (0.001, 0.001, 0.001))


def test_the_patience_is_three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert sum(patience.PAUSES) == pytest.approx(3)


@pytest.mark.parametrize("status", [200, 304, 404, 405, 500, 503])
async def test_any_other_answer_is_handed_on_at_once(status: int) -> None:
    django = Django(status)
    assert said(await ask(Patience(django))) == [status, str(status).encode()]
    assert django.asked == 1


async def test_an_answer_that_comes_in_time_is_the_only_one_that_is_heard() -> None:
    django = Django(202, 202, 200)
    assert said(await ask(Patience(django))) == [200, b"200"]
    assert django.asked == 3


async def test_patience_ends_with_what_is_said_then() -> None:
    django = Django(202)
    assert said(await ask(Patience(django))) == [503, b"202"]
    assert django.asked == 4


async def test_every_time_the_request_is_whole_and_has_no_body() -> None:
    django = Django(202, 200)
    await ask(Patience(django), {"type": "http.request", "body": b"x", "more_body": True}, {"type": "http.request"})
    assert django.bodies == [{"type": "http.request", "body": b"", "more_body": False}] * 2


async def test_for_a_client_that_has_left_nothing_more_is_asked() -> None:
    django = Django(202)
    assert await ask(Patience(django), {"type": "http.request"}, {"type": "http.disconnect"}) == []
    assert django.asked == 1


async def test_nothing_is_under_way_while_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "PAUSES", (60,))
    django = Django(202)
    patient = Patience(django)
    waiting = asyncio.create_task(ask(patient))
    while not django.asked or django.under_way:
        await asyncio.sleep(0)
    assert (django.asked, django.under_way) == (1, 0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert patient._patient == 0


async def test_when_many_wait_already_nobody_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST", 0)
    django = Django(202)
    assert said(await ask(Patience(django))) == [503, b"202"]
    assert django.asked == 1


async def test_of_many_who_come_at_once_no_more_wait_than_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST", 2)
    all_came = asyncio.Event()

    class Busy(Django):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            if self.under_way + self.asked == 4:
                all_came.set()
            self.under_way += 1
            await all_came.wait()
            self.under_way -= 1
            await super().__call__(scope, receive, send)

    patient = Patience(django := Busy(202))
    await asyncio.gather(*(ask(patient) for _ in range(5)))
    assert django.asked == 3 + 2 * (len(patience.PAUSES) + 1)
