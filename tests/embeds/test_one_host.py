"""The site that a card names is the site that is asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as some

from columns.embeds.address import UnfitAddress, take_apart
from columns.outside.permitted import permitted
from columns.outside.reasons import Refused
from tests.embeds.addresses import KNOWN, MAPS, PLAIN_LINKS
from tests.embeds.test_lookalikes import DISGUISES, HOSTS, LETTERS, UNFIT
from tests.outside.attacks import ODD, PRIVATE, PUBLIC, URLS

PASTED = [*(pasted for pairs in KNOWN.values() for pasted, _ in pairs), *(row[0] for row in MAPS), *PLAIN_LINKS]
ATTACKS = [
    *(url for urls in URLS.values() for url in urls),
    *(f"https://{spelled}/" for address in (*PRIVATE, *ODD, *PUBLIC) for spelled in (address, f"[{address}]")),
    *(f"https://{disguise.format(host)}/" for host in HOSTS for disguise in DISGUISES),
    *LETTERS,
    *UNFIT,
]


def named(url: str) -> str | None:
    """The host that a card would name; None if no card is made."""
    try:
        return take_apart(url).host
    except UnfitAddress:
        return None


def asked(url: str) -> str | None:
    """The host that would be asked; None if it is refused."""
    try:
        return urlsplit(permitted(url)).hostname
    except Refused:
        return None


def strays(url: str) -> bool:
    """Whether another host would be asked than the one that a card would name."""
    return named(url) is not None and asked(url) not in (None, named(url))


def test_what_editors_paste_is_asked_where_the_card_says() -> None:
    assert not [url for url in PASTED if strays(url)]
    assert len([url for url in PASTED if asked(url)]) > 0.9 * len(PASTED)


def test_no_attack_is_asked_elsewhere_than_its_card_would_say() -> None:
    assert not [url for url in ATTACKS if strays(url)]


def test_nor_is_what_would_be_stored_of_it() -> None:
    stored = [(url, take_apart(url).clean()) for url in ATTACKS if named(url)]
    assert len(stored) > 100
    assert not [url for url, clean in stored if strays(clean) or asked(clean) != asked(url)]


@given(some.one_of(some.text(max_size=30), some.text("xn-.aéß\u200d１。②[]:@/\\%#\t0_", max_size=24)))
def test_whatever_is_typed_is_asked_where_its_card_would_say(rest: str) -> None:
    url = f"https://{rest}"
    assert not strays(url)
    if name := named(url):
        assert named(take_apart(url).clean()) == name
