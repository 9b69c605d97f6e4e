"""Which provider an address is recognised by, and what it is known by."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from columns.embeds.provider import Kind, Match, Space
from columns.embeds.registry import PROVIDERS, frame_hosts, match, named
from columns.markup.links import safe_url

from . import addresses

PASTED = [(name, *pair) for name, pairs in addresses.KNOWN.items() for pair in pairs]
MATCHES = [match(pasted) for _, pasted, _ in PASTED]


@pytest.mark.parametrize(("name", "pasted", "canonical"), PASTED)
def test_an_address_is_recognised_and_written_in_one_way(name: str, pasted: str, canonical: str) -> None:
    found = match(pasted)
    assert (found.provider, found.url) == (name, canonical)


@pytest.mark.parametrize(("name", "pasted", "canonical"), PASTED)
def test_a_canonical_address_is_its_own(name: str, pasted: str, canonical: str) -> None:
    assert match(canonical).url == canonical


@pytest.mark.parametrize("url", addresses.PLAIN_LINKS)
def test_what_a_provider_does_not_show_is_a_link(url: str) -> None:
    found = match(url)
    assert (found.provider, found.kind, found.player) == ("link", Kind.LINK, "")
    assert found.ask == (found.url.partition("#")[0],)


@pytest.mark.parametrize(("pasted", "provider", "latitude", "longitude", "zoom", "title"), addresses.MAPS)
def test_a_map_is_read_off_its_address(
    pasted: str, provider: str, latitude: float, longitude: float, zoom: int, title: str
) -> None:
    found = match(pasted)
    known = found.known
    assert (found.provider, found.kind, found.ask) == (provider, Kind.MAP, ())
    assert found.player.startswith("https://www.openstreetmap.org/export/embed.html?bbox=")
    assert f"marker={float(latitude)}%2C{float(longitude)}" in found.player
    assert (known.latitude, known.longitude, known.zoom, known.title) == (latitude, longitude, zoom, title)


def test_every_provider_has_addresses_in_the_tables() -> None:
    maps = {row[1] for row in addresses.MAPS}
    assert {provider.name for provider in PROVIDERS} <= {*addresses.KNOWN, *maps}


@pytest.mark.parametrize("found", MATCHES, ids=lambda found: found.url)
def test_players_are_https_and_at_a_host_that_is_named(found: Match) -> None:
    if found.player:
        player = urlsplit(found.player)
        assert (player.scheme, player.hostname in frame_hosts()) == ("https", True)
        provider = named(found.provider)
        assert provider
        assert player.hostname in provider.frames
        assert found.space is not Space.NONE


@pytest.mark.parametrize("found", MATCHES, ids=lambda found: found.url)
def test_all_addresses_of_a_match_may_be_stored(found: Match) -> None:
    for url in (found.url, found.player or found.url, *found.ask):
        assert safe_url(url) == url


def test_frames_are_the_private_ones() -> None:
    assert "www.youtube-nocookie.com" in frame_hosts()
    assert "www.youtube.com" not in frame_hosts()
    assert parse_qs(urlsplit(match("https://vimeo.com/76979871").player).query)["dnt"] == ["1"]
    assert parse_qs(urlsplit(match(addresses.X).player).query)["dnt"] == ["true"]


def test_the_address_itself_tells_when_a_post_was_made() -> None:
    posted, filmed = match(addresses.X).known.published_at, match(addresses.TIKTOK).known.published_at
    assert posted is not None
    assert filmed is not None
    assert posted.isoformat(timespec="seconds") == "2022-10-28T03:49:11+00:00"
    assert filmed.isoformat() == "2019-07-27T13:32:33+00:00"
    assert match("https://x.com/i/status/20").known.published_at is None


def test_a_video_starts_where_its_address_says() -> None:
    assert match("https://youtu.be/gfnJ07iJv3M?t=90").player.endswith("/embed/gfnJ07iJv3M?start=90")


def test_a_file_is_known_by_its_name_and_kind() -> None:
    known = match("https://cdn.example.org/Air_raid%20siren.mp3").known
    assert (known.title, known.media_type) == ("Air raid siren", "audio/mpeg")
    assert known.media_url == "https://cdn.example.org/Air_raid%20siren.mp3"
