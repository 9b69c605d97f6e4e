"""Which URLs may be asked at all."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from columns.outside.addresses import is_public
from columns.outside.fetch import fetch
from columns.outside.kinds import Kind
from columns.outside.permitted import permitted
from columns.outside.reasons import Reason, Refused
from tests.outside.attacks import URLS
from tests.outside.world import World


@pytest.mark.parametrize(("reason", "url"), [(reason, url) for reason, urls in URLS.items() for url in urls])
def test_it_is_refused_for_what_it_is(reason: str, url: str) -> None:
    with pytest.raises(Refused) as refused:
        permitted(url)
    assert refused.value.reason == Reason(reason)


def test_no_name_is_looked_up_for_an_address_that_is_refused(outside_world: World) -> None:
    for url in (url for urls in URLS.values() for url in urls):
        with pytest.raises(Refused):
            fetch(url, Kind.TEXT)
    assert not outside_world.looked_up
    assert not outside_world.dialled


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://news.example", "http://news.example/"),
        (" HTTPS://News.Example:443/A?b=C#d ", "https://news.example/A?b=C"),
        ("ht\ntp://news.exam\tple/a\x00", "http://news.example/a"),
        ("http://news.example:80/", "http://news.example/"),
        ("https://news.example:80/", "https://news.example:80/"),
        ("http://news.example./a", "http://news.example/a"),
        ("https://my_page.news.example/", "https://my_page.news.example/"),
        ("https://пример.рф/путь?а=б", "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?%D0%B0=%D0%B1"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://news。example/", "https://news.example/"),
        ("https://ＮＥＷＳ.example/", "https://news.example/"),
        ("https://news.example/a b/%20?q=c d&e=%2F", "https://news.example/a%20b/%20?q=c%20d&e=%2F"),
        ("https://news.example/@user/1;x=(y)?u=https://other.example/", None),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/"),
        ("https://1.news.example/", "https://1.news.example/"),
        ("https://127.0.0.1.news.example/", "https://127.0.0.1.news.example/"),
    ],
)
def test_it_is_asked_in_its_plain_form(url: str, asked: str | None) -> None:
    assert permitted(url) == (asked or url)


@given(
    some.sampled_from(["http://", "https://", "HTTP://", "http:/", "//", ""]),
    some.text(some.sampled_from("ab1270.:@[]/\\%?#x\t\n -_。１é\u202e"), max_size=24),
)
def test_whatever_is_let_through_is_plain_and_stays_as_it_is(scheme: str, rest: str) -> None:
    try:
        asked = permitted(scheme + rest)
    except Refused:
        return
    parts = urlsplit(asked)
    assert asked.isascii()
    assert " " not in asked
    assert parts.scheme in ("http", "https")
    assert parts.port in (None, 80, 443)
    assert "@" not in parts.netloc
    assert parts.hostname
    assert "." in parts.hostname or ":" in parts.hostname
    assert not parts.hostname.replace(".", "").isdigit() or is_public(parts.hostname)
    assert permitted(asked) == asked
