"""Claims: one worker has an embed at a time, an editor's word counts more, and a dead worker's claim runs out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import chain

import pytest
from django.db import transaction
from django.utils import timezone

from columns.jobs.embeds import work_on_embed
from columns.models import Change, Embed, Entry
from columns.models.embed import CLAIM
from columns.outside.reasons import Reason
from columns.publishing.claiming import claim_embed, put_off_embed
from columns.publishing.copies import withdraw_embed
from columns.publishing.embeds import retry_embed, take_embed
from tests.outside.answers import Talk, head
from tests.outside.world import World
from tests.publishing.at_once import at_once
from tests.publishing.test_a_killed_process import database_url

from .conftest import ARTICLE, URL, due, is_about, now_of, wait, work

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30  # seconds for a process to do what usually takes one


def test_a_claim_is_for_a_while_and_counted(embed: Embed) -> None:
    claimed = claim_embed(by=None)
    assert claimed is not None
    assert (claimed.pk, claimed.tries) == (embed.pk, 1)
    assert claimed.next_try_at == now_of(embed).next_try_at
    assert is_about(wait(embed), CLAIM)
    assert claim_embed(by=None) is None


def test_the_longest_waiting_comes_first(embed: Embed) -> None:
    urgent = take_embed(by=None, url=f"{URL}2")
    due(embed)
    Embed.objects.filter(pk=urgent.pk).update(next_try_at=timezone.now() - timedelta(hours=1))
    assert [claim_embed(by=None).pk, claim_embed(by=None).pk, claim_embed(by=None)] == [urgent.pk, embed.pk, None]


def test_several_workers_never_have_the_same(db: None) -> None:
    urls = [f"{URL}{number}" for number in range(24)]
    keys = {take_embed(by=None, url=url).pk for url in urls}

    def claims() -> list[str]:
        return [claimed.pk for claimed in iter(partial(claim_embed, by=None), None)]

    claimed = at_once(*[claims] * 6)
    assert sorted(chain.from_iterable(claimed)) == sorted(keys)
    assert set(Embed.objects.values_list("tries", flat=True)) == {1}


def test_a_claim_does_not_wait_for_a_row_that_somebody_holds(embed: Embed) -> None:
    other = take_embed(by=None, url=f"{URL}2")
    with transaction.atomic():
        if transaction.get_connection().features.has_select_for_update_skip_locked:
            Embed.objects.select_for_update(no_key=True).get(pk=embed.pk)
            (claimed,) = at_once(partial(claim_embed, by=None))
            assert claimed.pk == other.pk


def test_what_a_killed_worker_had_is_somebody_elses_when_its_claim_has_run_out(
    outside_world: World, embed: Embed
) -> None:
    outside_world.page(URL, ARTICLE)
    killed = claim_embed(by=None)
    assert work() == []
    due(embed)
    assert work() == [embed.pk]
    assert now_of(embed).state == Embed.State.SETTLED
    before = now_of(embed).revision
    work_on_embed(killed)  # it was only asleep
    assert now_of(embed).revision == before


@contextmanager
def asked_meanwhile(world: World, act: Callable[[], object]) -> Iterator[None]:
    """While the original is being fetched, somebody does something else."""

    def answer(talk: Talk) -> None:
        talk.send(head())
        act()
        talk.send(ARTICLE)

    def in_a_thread(talk: Talk) -> None:
        failed = [each for each in at_once(lambda: answer(talk)) if isinstance(each, Exception)]
        assert not failed, failed

    world.answer(URL, in_a_thread)
    yield


def test_an_editor_who_withdraws_meanwhile_wins(outside_world: World, embed: Embed) -> None:
    with asked_meanwhile(outside_world, lambda: withdraw_embed(by=None, embed=embed, reason="Graphic")):
        work()
    kept = now_of(embed)
    assert (kept.state, kept.title, kept.next_try_at) == (Embed.State.WITHDRAWN, "", None)


def test_an_editor_who_asks_anew_meanwhile_wins(outside_world: World, embed: Embed) -> None:
    with asked_meanwhile(outside_world, lambda: retry_embed(by=None, embed=embed)):
        work_on_embed(claim_embed(by=None))
    assert (now_of(embed).state, now_of(embed).tries) == (Embed.State.PENDING, 0)
    outside_world.page(URL, ARTICLE)
    assert work() == [embed.pk]
    assert now_of(embed).state == Embed.State.SETTLED


def test_a_claim_that_is_given_back_is_due_again(embed: Embed) -> None:
    claimed = claim_embed(by=None)
    retry_embed(by=None, embed=embed)
    assert put_off_embed(by=None, embed=claimed, again_at=timezone.now() + timedelta(hours=1)) is False
    claimed = claim_embed(by=None)
    assert put_off_embed(by=None, embed=claimed, again_at=timezone.now()) is True
    assert claim_embed(by=None).pk == embed.pk


def test_the_same_address_in_fifty_entries_is_fetched_once_and_moves_all(
    outside_world: World, publish: Callable[..., Entry]
) -> None:
    outside_world.page(URL, ARTICLE)
    entries = [publish(f"Entry {n}", f'<figure class="embed"><a href="{URL}">x</a></figure>') for n in range(50)]
    before = {entry.pk: entry.seq for entry in Entry.objects.filter(embeds__url=URL)}
    assert len(before) == len(entries)
    assert len(work()) == 1
    assert [request.url for request in outside_world.requests if request.url == URL] == [URL]
    assert all(entry.seq > before[entry.pk] for entry in Entry.objects.filter(pk__in=before))
    assert Change.objects.filter(op=Change.Op.EMBED).count() == 50


def test_processes_share_the_work_and_end_when_they_are_told(db: None) -> None:
    """With the way out closed each embed fails at once: once, by one of them."""
    for number in range(40):
        take_embed(by=None, url=f"{URL}{number}")
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "liveblog.settings"}
    command = [sys.executable, "manage.py", "work"]
    workers = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        for worker in workers:
            assert worker.stdout
            assert worker.stdout.readline().startswith("Working")
        deadline = time.monotonic() + PATIENCE
        while Embed.objects.exclude(next_try_at=None).exists():
            assert time.monotonic() < deadline, "the work is not done"
            threading.Event().wait(0.05)
    finally:
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
        ended = [worker.wait(PATIENCE) for worker in workers]
    assert ended == [0, 0]
    assert set(Embed.objects.values_list("state", "reason", "tries", "revision")) == {("failed", Reason.OFF, 1, 2)}
