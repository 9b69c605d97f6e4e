"""Addresses that want to be taken for another site's, and such as no card is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from columns.embeds.address import UnfitAddress
from columns.embeds.provider import Match
from columns.embeds.registry import PROVIDERS, match
from columns.markup.links import safe_url
from tests.letters import ANY_LETTER

PATHS = ["/watch?v=gfnJ07iJv3M", "/a/status/123", "/p/CmUv48DLvxd/", "/76979871", "/maps/@50.45,30.52,12z"]
HOSTS = [host for provider in PROVIDERS for host in provider.hosts[:2]]
DISGUISES = [
    "{}.evil.example",
    "evil-{}",
    "evil{}",
    "{}-evil.example",
    "{}evil.example",
    "sub.sub.{}",
    "evil.example:443#{}",
    "evil.example/{}",
    "evil.example?{}",
    "evil.example/https://{}",
    "{}.",
    "{}:8080",
    "{}:80",
]
LETTERS = [
    "https://уoutube.com/watch?v=gfnJ07iJv3M",
    "https://youtubе.com/watch?v=gfnJ07iJv3M",
    "https://xn--outube-x8a.com/watch?v=gfnJ07iJv3M",
    "https://yoütube.com/watch?v=gfnJ07iJv3M",
    "https://you\u200dtube.com/watch?v=gfnJ07iJv3M",
    "https://уoutu.be/gfnJ07iJv3M",
    "https://х.com/a/status/123",
    "https://vımeo.com/76979871",
    "https://twitter.com。evil.example/a/status/123",
]
UNFIT = [
    "",
    "youtube.com/watch?v=gfnJ07iJv3M",
    "//youtube.com/watch?v=gfnJ07iJv3M",
    "/watch?v=gfnJ07iJv3M",
    "javascript:alert(1)//youtube.com",
    "data:text/html,https://youtube.com",
    "ftp://youtube.com/a.mp3",
    "file:///etc/passwd",
    "mailto:a@example.org",
    "geo:50.45,30.52",
    "https://youtube.com@evil.example/watch?v=gfnJ07iJv3M",
    "https://youtube.com:x@evil.example/",
    "https://@youtube.com/watch?v=gfnJ07iJv3M",
    "https://youtube.com%2eevil.example/",
    "https://youtube.com\\@evil.example/",
    "https://evil.example\\.youtube.com/",
    "https:youtube.com/watch?v=gfnJ07iJv3M",
    "https:///youtube.com",
    "https://",
    "https://..",
    "https://a..b/",
    "https://you\u202etube.com/",
    "https://youtube.com:99999/",
    "https://youtube.com:a/",
    "https://[::1/",
    f"https://{'a' * 64}.example/",
    f"https://{'a.' * 130}example/",
    "https://e.org/" + "a" * 10_000,
    "https://e.org/" + "я" * 1_000,
]


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("host", HOSTS)
def test_a_host_in_disguise_is_not_the_host(host: str, disguise: str) -> None:
    for path in PATHS:
        found = match(f"https://{disguise.format(host)}{path}")
        if disguise != "{}.":
            assert found.provider == "link"
            assert not found.player
        else:
            assert found == match(f"https://{host}{path}")


@pytest.mark.parametrize("url", LETTERS)
def test_a_letter_that_looks_alike_is_another_letter(url: str) -> None:
    found = match(url)
    assert found.provider == "link"
    assert "xn--" in found.url or "evil.example" in found.url


@pytest.mark.parametrize("url", UNFIT)
def test_what_no_card_is_made_of_is_refused_with_a_reason(url: str) -> None:
    with pytest.raises(UnfitAddress, match=r"^(This|The) .+\.$"):
        match(url)


def test_an_address_of_the_greatest_length_is_a_link() -> None:
    url = "https://e.org/" + "a" * (2048 - len("https://e.org/"))
    assert match(url).url == url
    with pytest.raises(UnfitAddress, match="2048"):
        match(f"{url}a")


def matched(url: str) -> Match | None:
    """The match of an address, or None if it is refused in the one way in which it may be."""
    try:
        return match(url)
    except UnfitAddress:
        return None


PIECES = st.sampled_from(
    [
        "/",
        "?",
        "#",
        "&",
        "=",
        "%",
        "@",
        ":",
        ".",
        "..",
        "watch",
        "status",
        "maps",
        "v=",
        "q=",
        "50.45,30.52",
        "!3d",
        "9" * 20,
        "map=1/2/3",
        "mlat=",
        "@a",
        "users",
        "statuses",
        ".mp3",
        ".pdf",
        "%ff",
        "%2f",
        "posts",
        "٣",
        "я",
        "\u202e",
        "[",
        "]",
    ]
)
TAILS = st.lists(st.one_of(PIECES, st.text(ANY_LETTER, max_size=8)), max_size=12).map("".join)


@given(st.text(ANY_LETTER, max_size=80))
def test_no_text_makes_matching_fail(text: str) -> None:
    matched(text)
    matched(f"https://{text}")


@given(st.sampled_from([*HOSTS, "e.org"]), TAILS)
def test_whatever_follows_a_host_there_is_a_match_that_may_be_stored(host: str, tail: str) -> None:
    found = matched(f"https://{host}/{tail}")
    if found is None:
        assert safe_url(f"https://{host}/{tail}") is None
    else:
        assert safe_url(found.url) == found.url
        assert all(safe_url(url) == url for url in found.ask)
        assert match(found.url).url == found.url


@given(st.from_regex(r"https?://[a-z0-9]{1,20}(\.[a-z]{2,8}){1,3}(:[0-9]{1,4})?(/[!-~]{0,40})?", fullmatch=True))
def test_an_ordinary_address_is_never_refused(url: str) -> None:
    assert matched(url) is not None or safe_url(url) is None
