"""The proof: an old page and what it is told since equal a fresh page, whatever happened and whatever went astray."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from columns.live import protocol
from columns.reading import delta, window
from tests.live.page import Page, fresh
from tests.live.world import VERBS, World

KINDS = ("column", "post", "earlier_post", "older", "entry")
#: What each verb is tried on, one by one: of each kind of thing the newest and an older one, in each of its ways.
CHOICES = [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4), (2, 1)]

steps = st.tuples(st.sampled_from(VERBS), st.integers(0, 12), st.integers(0, 60))
histories = st.lists(steps, min_size=1, max_size=18)
#: Which page, opened after how many steps, and what becomes of the hints it gets: None is a lost one, a number says
#: how many times the answer arrives, late ones again at the end.
openings = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 18),
        st.lists(st.sampled_from([0, 1, 2]), max_size=12),
    ),
    min_size=1,
    max_size=3,
)


@pytest.fixture(autouse=True)
def _small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, frames and limits so small that a short history meets all of them."""
    monkeypatch.setattr(window, "PAGE", 3)
    monkeypatch.setattr(delta, "NEAR", 5)
    monkeypatch.setattr(delta, "HEAVY", 2500)
    monkeypatch.setattr(protocol, "CHUNK", 3000)


def _open(client: Client, world: World, kind: str) -> Page:
    posts = world.posts()
    addresses = {
        "column": world.column.get_absolute_url(),
        "post": posts[-1].get_absolute_url(),
        "earlier_post": posts[0].get_absolute_url(),
        "entry": world.entries()[0].get_absolute_url(),
    }
    if kind != "older":
        return Page.open(client, addresses[kind])
    newest = Page.open(client, addresses["post"])
    return Page.open(client, f"{newest.address}?before={newest.lower}") if newest.lower else newest


def _hint(page: Page, times: int, late: list[dict[str, Any]]) -> None:
    """A hint arrives `times` times (0: it is lost) and makes the page ask; its answers arrive once more at the end."""
    for _ in range(times):
        for message in page.poll():
            page.hear(message)
            late.append(message)


@pytest.mark.parametrize("verb", dict.fromkeys(VERBS))
def test_each_verb_reaches_each_kind_of_page(client: Client, transactional_db: None, verb: str) -> None:
    world = World()
    pages = [_open(client, world, kind) for kind in KINDS]
    for a, b in CHOICES:
        world.step((verb, a, b))
        for page in pages:
            page.catch_up()
        for page, now in zip(pages, fresh(pages), strict=True):
            assert page.face() == now.face(), (a, b, page.kind)


@pytest.mark.timeout(300)  # alone it takes ten seconds, on a busy machine more than other tests may
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # making a failing history shorter takes minutes; the blob reproduces it
)
@given(history=histories, opened=openings)
def test_an_old_page_and_its_deltas_equal_a_fresh_page(
    client: Client, transactional_db: None, history: list[Any], opened: list[Any]
) -> None:
    world = World()
    pages: list[tuple[Page, list[int], list[dict[str, Any]]]] = []
    for number, step in enumerate(history):
        pages += [(_open(client, world, kind), list(hints), []) for kind, at, hints in opened if at == number]
        world.step(step)
        for page, hints, late in pages:
            if hints:
                _hint(page, hints.pop(), late)
    pages += [(_open(client, world, kind), [], []) for kind, at, _ in opened if at >= len(history)]

    for page, _, late in pages:
        page.catch_up()
        for message in late:
            page.hear(message)
        page.catch_up()
    for (page, _, _), now in zip(pages, fresh([page for page, _, _ in pages]), strict=True):
        assert page.face() == now.face()
