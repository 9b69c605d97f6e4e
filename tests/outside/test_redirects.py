"""Each step of a redirect is asked for as if an editor had pasted it."""

from __future__ import annotations

import pytest

from columns.outside.fetch import fetch
from columns.outside.kinds import Kind
from columns.outside.reasons import Reason
from tests.outside.answers import endless, head
from tests.outside.test_names import refused
from tests.outside.world import World

URL = "https://news.example/"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_it_is_followed_and_the_last_address_is_told(outside_world: World, status: int) -> None:
    outside_world.redirect("http://short.example/a", "https://news.example/путь?q=1#part", status)
    outside_world.page("https://news.example/%D0%BF%D1%83%D1%82%D1%8C?q=1", b"news")
    assert fetch("http://short.example/a", Kind.TEXT).url == "https://news.example/%D0%BF%D1%83%D1%82%D1%8C?q=1"


def test_four_are_followed_and_a_fifth_is_not(outside_world: World) -> None:
    for step in range(5):
        outside_world.redirect(f"https://news.example/{step}", f"../{step + 1}")
    outside_world.page("https://news.example/5", b"news")
    assert fetch("https://news.example/1", Kind.TEXT).text == "news"
    assert refused("https://news.example/0") == Reason.REDIRECTS


def test_a_circle_ends(outside_world: World) -> None:
    outside_world.redirect(URL, URL)
    assert refused(URL) == Reason.REDIRECTS
    assert len(outside_world.requests) == 5


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("https://127.0.0.1/", Reason.ADDRESS),
        ("//169.254.169.254/latest/meta-data/", Reason.ADDRESS),
        ("https://[::ffff:10.0.0.1]/", Reason.ADDRESS),
        ("https://2130706433/", Reason.ADDRESS),
        ("https://localhost/", Reason.ADDRESS),
        ("https://inner.example/", Reason.ADDRESS),
        ("file:///etc/passwd", Reason.SCHEME),
        ("gopher://127.0.0.1:6379/_FLUSHALL", Reason.SCHEME),
        ("javascript:alert(1)", Reason.SCHEME),
        ("https://news.example:6379/", Reason.PORT),
        ("https://news.example@127.0.0.1/", Reason.CREDENTIALS),
        ("https://news.example\\@127.0.0.1/", Reason.CREDENTIALS),
        ("https://[/", Reason.MALFORMED),
        ("https://news.example/" + "a" * 10_000, Reason.MALFORMED),
        ("http://news.example/", Reason.REDIRECTS),
        ("http:", Reason.MALFORMED),
    ],
)
def test_it_does_not_lead_where_an_editor_could_not_have_gone(outside_world: World, to: str, reason: Reason) -> None:
    outside_world.redirect(URL, to)
    outside_world.names["inner.example"] = [["192.168.1.1"]]
    assert refused(URL) == reason
    assert [request.url for request in outside_world.requests] == [URL]


def test_one_without_a_place_to_go_is_refused(outside_world: World) -> None:
    outside_world.status(URL, 302)
    assert refused(URL) == Reason.REDIRECTS


def test_what_a_redirect_says_besides_is_not_read(outside_world: World) -> None:
    outside_world.answer(URL, endless(head(302, location="/next")))
    outside_world.page("https://news.example/next", b"news")
    assert fetch(URL, Kind.TEXT).text == "news"
