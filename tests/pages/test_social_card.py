"""Social cards as networks ask for them: drawn when first asked for, kept, and of nothing that is not public."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread
from unittest.mock import patch
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.files.storage import default_storage
from django.db import connections
from django.test import Client
from django.urls import reverse

from columns.jobs import cards
from columns.jobs.cards import work_on_card
from columns.models import Column, Entry, Post, SocialCard
from columns.pages import patience
from columns.publishing.claiming import CALL, claim_card
from columns.publishing.posts import close_post
from columns.publishing.withdrawals import withdraw_entry
from tests.live_server import LiveServer


def address(thing: Post | Entry) -> str:
    """Where a card is."""
    return f"{thing.get_absolute_url()}card.jpg"


def work() -> int:
    """Draw all that is due; how many that was."""
    count = 0
    while (claimed := claim_card(by=None)) is not None:
        work_on_card(claimed)
        count += 1
    return count


@pytest.mark.django_db(transaction=True)
class TestOneByOne:
    """With Django's client, which nobody waits for."""

    def test_its_address_is_below_that_of_what_it_is_of(self, live_post: Post, publish: Callable[..., Entry]) -> None:
        entry = publish("Missiles")
        column = live_post.column.slug
        assert address(live_post) == reverse("post_card", args=[column, live_post.date, live_post.slug])
        assert address(entry) == reverse("entry_card", args=[column, entry.pk])

    def test_one_that_is_not_there_is_wanted_and_the_answer_says_when_to_come_back(
        self, client: Client, live_post: Post
    ) -> None:
        answer = client.get(address(live_post))
        assert (answer.status_code, answer.content) == (202, b"")
        assert answer.headers["Retry-After"] == "5"
        assert answer.headers["Cache-Control"] == "no-store"
        assert work() == 1

    def test_one_that_is_there_comes_as_a_picture_and_nothing_else(self, client: Client, live_post: Post) -> None:
        client.get(address(live_post))
        work()
        answer = client.get(address(live_post), headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.content.startswith(b"\xff\xd8\xff")
        expected = {
            "Content-Type": "image/jpeg",
            "Cache-Control": "public, max-age=300",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "X-Content-Type-Options": "nosniff",
        }
        assert {name: answer.headers.get(name) for name in expected} == expected
        assert "Content-Encoding" not in answer.headers
        assert not answer.cookies

    def test_who_has_it_already_hears_only_that(self, client: Client, live_post: Post) -> None:
        client.get(address(live_post))
        work()
        tag = client.get(address(live_post)).headers["ETag"]
        again = client.get(f"{address(live_post)}?v=other", headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)

    def test_whatever_its_address_asks_for_it_is_the_card_of_now(self, client: Client, live_post: Post) -> None:
        client.get(address(live_post))
        work()
        answers = {client.get(f"{address(live_post)}{query}").content for query in ("", "?v=1", "?v=x&v=y", "?x=%00")}
        assert len(answers) == 1
        assert work() == 0

    def test_an_old_one_is_not_handed_out(self, client: Client, live_post: Post) -> None:
        client.get(address(live_post))
        work()
        before = client.get(address(live_post)).content
        close_post(by=None, post=live_post)
        assert client.get(address(live_post)).status_code == 202
        assert work() == 1
        assert client.get(address(live_post)).content not in (before, b"")
        assert len(default_storage.listdir("cards")[1]) == 1

    def test_another_entry_in_the_post_changes_nothing(
        self, client: Client, live_post: Post, publish: Callable[..., Entry]
    ) -> None:
        client.get(address(live_post))
        work()
        publish("Missiles")
        assert client.get(address(live_post)).status_code == 200

    def test_a_withdrawn_entry_has_the_card_of_its_post(
        self, client: Client, live_post: Post, publish: Callable[..., Entry]
    ) -> None:
        entry = publish("Wrong")
        client.get(address(entry))
        work()
        its_own = client.get(address(entry)).content
        withdraw_entry(by=None, entry=entry, reason="Wrong")
        assert client.get(address(entry)).status_code == 202
        work()
        shown = client.get(address(entry)).content
        assert shown == client.get(address(live_post)).content != its_own

    def test_of_a_hidden_column_there_is_none_even_if_it_was_drawn(
        self, client: Client, live_post: Post, publish: Callable[..., Entry]
    ) -> None:
        entry = publish("Missiles")
        for thing in (live_post, entry):
            client.get(address(thing))
        work()
        Column.objects.update(state=Column.State.HIDDEN)
        assert [client.get(address(thing)).status_code for thing in (live_post, entry)] == [404, 404]
        Column.objects.update(taken_down_at="2015-10-08T00:00Z")
        assert [client.get(address(thing)).status_code for thing in (live_post, entry)] == [404, 404]

    @pytest.mark.parametrize(
        "stray",
        [
            "/putin-in-syria/entry/none/card.jpg", "/none/entry/none/card.jpg", "/putin-in-syria/2015-10-07/x/card.jpg",
            "/none/2015-10-07/the-first-week/card.jpg", "/putin-in-syria/2015-13-07/the-first-week/card.jpg",
            "/putin-in-syria/card.jpg", "/card.jpg", "/putin-in-syria/entry/%00/card.jpg",
            "/putin-in-syria/2015-10-07/%00/card.jpg",
        ],
    )  # fmt: skip
    def test_of_what_is_not_there_nothing_is_wanted(self, client: Client, live_post: Post, stray: str) -> None:
        assert client.get(stray, follow=True).status_code == 404
        assert not SocialCard.objects.exists()

    def test_a_draft_has_none(self, client: Client, live_post: Post) -> None:
        Post.objects.update(state=Post.State.DRAFT)
        assert client.get(address(live_post)).status_code == 404

    def test_a_file_that_was_lost_is_drawn_again(self, client: Client, live_post: Post) -> None:
        client.get(address(live_post))
        work()
        default_storage.delete(SocialCard.objects.get().file.name)
        assert client.get(address(live_post)).status_code == 202
        assert work() == 1
        assert client.get(address(live_post)).status_code == 200

    def test_it_may_be_asked_about_but_not_be_changed(self, client: Client, live_post: Post) -> None:
        client.get(address(live_post))
        work()
        head = client.head(address(live_post))
        assert (head.status_code, head.content) == (200, b"")
        assert client.post(address(live_post)).status_code == 405


@contextmanager
def somebody_who_draws() -> Iterator[None]:
    """A thread that draws what is due, whenever it is called. It is waited for as long as a busy machine needs."""
    is_over = Event()

    def run() -> None:
        while not is_over.is_set():
            CALL.clear()
            work()
            CALL.wait(1)
        connections.close_all()

    thread = Thread(target=run)
    thread.start()
    try:
        with patch.object(patience, "PAUSES", (*patience.PAUSES, *[0.5] * 50)):
            yield
    finally:
        is_over.set()
        CALL.set()
        thread.join()


def status(url: str) -> int:
    """What a server answers."""
    try:
        with urlopen(url, timeout=30) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_whoever_asks_first_waits_until_it_is_drawn(live: LiveServer, live_post: Post) -> None:
    with somebody_who_draws():
        assert status(live.url + address(live_post)) == 200


def test_many_who_ask_at_once_get_the_one_that_is_drawn(live: LiveServer, live_post: Post) -> None:
    drawn = []
    draw = cards.draw_card
    noted = patch.object(cards, "draw_card", lambda card, photo: drawn.append(card.digest) or draw(card, photo))
    with noted, somebody_who_draws(), ThreadPoolExecutor(20) as asking:
        statuses = list(asking.map(status, [live.url + address(live_post)] * 20))
    assert statuses == [200] * 20
    assert len(drawn) == 1


def test_whoever_waits_in_vain_is_told_to_come_back(
    live: LiveServer, live_post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(patience, "PAUSES", (0.01, 0.01))
    assert status(live.url + address(live_post)) == 503
    assert SocialCard.objects.get().next_try_at is not None
    assert not caplog.records
