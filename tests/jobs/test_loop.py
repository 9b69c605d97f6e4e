"""The loop: nobody waits for a site that hangs, and nothing ends it but being told to."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connections

from columns.images.renditions import Made
from columns.jobs import embeds, images, loop
from columns.jobs.loop import AT_ONE_SITE, THREADS, Loop
from columns.models import Embed, Entry, Image
from columns.outside.reasons import Reason
from columns.publishing.embeds import take_embed
from tests.outside.answers import Talk, hang, head
from tests.outside.world import World
from tests.pictured import MADE, taken
from tests.publishing.at_once import at_once

from .conftest import ARTICLE, URL, now_of

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 20  # seconds; usually it takes a tenth of one


@pytest.fixture
def working(outside_world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Loop]]:
    """Starts the loop: `working()`. Afterwards it ends whatever it was at."""
    begun: list[Loop] = []

    def start() -> Loop:
        begun.append(Loop())
        begun[-1].start()
        return begun[-1]

    yield start
    outside_world.let_go()
    monkeypatch.setattr(loop, "LAST_WORK", PATIENCE)
    for each in begun:
        each.stop()
        assert not each.is_alive
    connections.close_all()


def until(is_so: Callable[[], Any]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen"
        threading.Event().wait(0.01)


def is_settled(embed: Embed) -> bool:
    """Whether there is a copy."""
    return now_of(embed).state == Embed.State.SETTLED


def test_what_is_pasted_is_fetched(outside_world: World, working: Callable[[], Loop]) -> None:
    outside_world.page(URL, ARTICLE)
    working()
    embed = take_embed(by=None, url=URL)
    until(lambda: is_settled(embed))


def test_whoever_pastes_calls_and_the_loop_does_not_wait_for_its_next_look(
    outside_world: World, working: Callable[[], Loop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "PAUSE", 1000)
    outside_world.page(URL, ARTICLE)
    working()
    embed = take_embed(by=None, url=URL)
    until(lambda: is_settled(embed))


def test_a_site_that_hangs_delays_neither_another_embed_nor_a_publish(
    outside_world: World, working: Callable[[], Loop], publish: Callable[..., Entry]
) -> None:
    hanging = [f"https://hang{number}.example/" for number in range(THREADS - 1)]
    for url in hanging:
        outside_world.answer(url, hang)
        take_embed(by=None, url=url)
    working()
    until(lambda: len(outside_world.requests) == len(hanging))
    outside_world.page(URL, ARTICLE)
    entry = publish("Bridge hit", f'<figure class="embed"><a href="{URL}">x</a></figure>')
    until(lambda: is_settled(entry.embeds.get()))
    assert Embed.objects.filter(url__in=hanging, state=Embed.State.PENDING).count() == len(hanging)


def test_with_every_thread_hanging_an_entry_is_published_all_the_same(
    outside_world: World, working: Callable[[], Loop], publish: Callable[..., Entry]
) -> None:
    hanging = [f"https://hang{number}.example/" for number in range(THREADS)]
    body = "".join(f'<figure class="embed"><a href="{url}">x</a></figure>' for url in hanging)
    for url in hanging:
        outside_world.answer(url, hang)
    publish("They hang", body)
    working()
    until(lambda: len(outside_world.requests) == len(hanging))
    assert publish("Another with the same", body).seq
    assert set(Embed.objects.values_list("state", flat=True)) == {Embed.State.PENDING}


def test_what_does_not_end_at_a_stop_is_given_back(
    outside_world: World, working: Callable[[], Loop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "LAST_WORK", 0.1)
    outside_world.answer(URL, hang)
    embed = take_embed(by=None, url=URL)
    begun = working()
    until(lambda: outside_world.requests)
    claimed = now_of(embed).next_try_at
    begun.stop()
    assert now_of(embed).next_try_at < claimed


def test_our_own_fault_is_noted_once_without_a_word_of_the_embed_and_the_loop_goes_on(
    outside_world: World,
    working: Callable[[], Loop],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    take_copy = embeds.take_copy

    def broken(embed: Embed) -> None:
        if "broken" in embed.url:
            raise KeyError(embed.url)
        take_copy(embed)

    monkeypatch.setattr(embeds, "take_copy", broken)
    outside_world.page(URL, ARTICLE)
    bad = take_embed(by=None, url="https://broken.example/secret")
    good = take_embed(by=None, url=URL)
    with caplog.at_level(logging.WARNING):
        working()
        until(lambda: is_settled(good) and now_of(bad).state == Embed.State.FAILED)
    (record,) = [each for each in caplog.records if each.name.startswith("columns.jobs")]
    assert bad.pk in record.getMessage()
    assert "KeyError" in record.getMessage()
    assert "broken.example" not in caplog.text
    assert (now_of(bad).reason, now_of(bad).next_try_at is not None) == (Reason.UNREACHABLE, True)


def test_a_database_that_is_away_for_a_while_is_waited_for(
    outside_world: World,
    working: Callable[[], Loop],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    claim, times = loop.claim_embed, iter(range(6))

    def away(**by: Any) -> Embed | None:
        if next(times, None) is not None:
            raise OperationalError("the database is not there")
        return claim(**by)

    monkeypatch.setattr(loop, "claim_embed", away)
    monkeypatch.setattr(loop, "PAUSE", 0.01)
    outside_world.page(URL, ARTICLE)
    embed = take_embed(by=None, url=URL)
    with caplog.at_level(logging.WARNING):
        working()
        until(lambda: is_settled(embed))
    assert len([each for each in caplog.records if each.name == "columns.jobs.loop"]) == 1


def test_an_embed_that_is_no_more_is_nobodys_work(outside_world: World, working: Callable[[], Loop]) -> None:
    def answer(talk: Talk) -> None:
        at_once(Embed.objects.filter(url=URL).delete)
        talk.send(head() + ARTICLE)

    outside_world.answer(URL, answer)
    outside_world.page(f"{URL}2", ARTICLE)
    begun = working()
    take_embed(by=None, url=URL)
    until(lambda: not Embed.objects.exists())
    for number in range(THREADS + 1):
        take_embed(by=None, url=f"{URL}2?{number}")
        outside_world.page(f"{URL}2?{number}", ARTICLE)
    until(lambda: Embed.objects.filter(state__in=["settled", "failed"]).count() == THREADS + 1)
    assert begun.is_alive


def test_however_much_of_a_site_that_hangs_is_embedded_others_are_asked_at_once(
    outside_world: World, working: Callable[[], Loop]
) -> None:
    for number in range(3 * THREADS):
        outside_world.answer(f"https://dead.example/{number}", hang)
        take_embed(by=None, url=f"https://dead.example/{number}")
    outside_world.page(URL, ARTICLE)
    embed = take_embed(by=None, url=URL)
    working()
    until(lambda: is_settled(embed))
    assert len([each for each in outside_world.requests if "dead.example" in each.url]) <= AT_ONE_SITE


def test_all_that_is_of_one_site_is_asked_for_in_the_end(outside_world: World, working: Callable[[], Loop]) -> None:
    embeds = [take_embed(by=None, url=f"{URL}{number}") for number in range(3 * THREADS)]
    for each in embeds:
        outside_world.page(each.url, ARTICLE)
    working()
    until(lambda: all(map(is_settled, embeds)))


def test_pictures_are_made_one_at_a_time_and_embeds_go_on_meanwhile(
    working: Callable[[], Loop], outside_world: World, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on, may_end, at_once = threading.Semaphore(0), threading.Event(), []

    def slow(master: bytes, crop: object) -> Made:
        at_once.append(1)
        going_on.release()
        may_end.wait(PATIENCE)
        at_once.append(-1)
        return MADE

    monkeypatch.setattr(images, "renditions", slow)
    first, second = taken(alice), taken(alice)
    outside_world.page(URL, ARTICLE)
    working()
    assert going_on.acquire(timeout=PATIENCE)
    embed = take_embed(by=None, url=URL)
    until(lambda: is_settled(embed))
    assert at_once == [1]
    may_end.set()
    until(lambda: Image.objects.filter(state="settled", pk__in=[first.pk, second.pk]).count() == 2)
    assert at_once == [1, -1, 1, -1]
