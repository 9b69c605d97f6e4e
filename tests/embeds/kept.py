"""Embeds of every provider with a copy of ours, in plausible made-up words: as a job would have left them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from columns.embeds import registry
from columns.images.thumbnail import Thumbnail
from columns.models import Embed
from columns.publishing.embeds import retry_embed, take_embed
from columns.publishing.settling import Copy, settle_embed

CAPTURED = datetime(2015, 10, 7, 11, 5, tzinfo=UTC)
MADE = datetime(2015, 10, 7, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Thing:
    """Something on another site: its address, what it says there, and the size of its picture, if it has one."""

    url: str
    said: dict[str, Any]
    picture: tuple[int, int] | None = None


#: One of each provider, in the order of the registry; the link card last.
THINGS = {
    "x": Thing("https://x.com/northroad/status/651700000000000000", {
        "author": "North Road Observers", "handle": "@northroad", "language": "en",
        "text": "Two columns of smoke seen from the ring road, west of the silos.\n\nNo ambulance has got through yet. "
        "The bridge is open.", "published_at": MADE}, (640, 360)),
    "bluesky": Thing("https://bsky.app/profile/marta.example.org/post/3kabcdefgh2x", {
        "author": "Marta Lindqvist", "handle": "@marta.example.org", "language": "en",
        "text": "Spoke to three families at the crossing. All say the shelling stopped around noon.",
        "published_at": MADE}),
    "telegram": Thing("https://t.me/halabtoday/1234", {
        "author": "حلب اليوم", "handle": "@halabtoday", "language": "ar",
        "text": "قال شهود إن الطريق إلى البلدة مغلق منذ الصباح.\n\nالسكان يغادرون بيوتهم نحو الشمال بعد ليلة من القصف.",
        "published_at": MADE}, (640, 480)),
    "facebook": Thing("https://www.facebook.com/cityhospital/posts/10153600000000000", {
        "author": "City Hospital", "text": "The emergency ward works at half strength. Blood of group 0 is needed."}),
    "instagram": Thing("https://www.instagram.com/p/BfooBARbazQ/", {
        "author": "yusuf.amin", "handle": "@yusuf.amin", "text": "The market, an hour before."}, (480, 480)),
    "tiktok": Thing("https://www.tiktok.com/@street.level/video/6718335390845095173", {
        "title": "Street level, 40 seconds", "author": "Street Level", "handle": "@street.level"}, (360, 640)),
    "youtube": Thing("https://www.youtube.com/watch?v=dQw4w9WgXcQ", {
        "title": "Briefing of the general staff, 7 October, in full", "author": "General Staff"}, (640, 360)),
    "vimeo": Thing("https://vimeo.com/76979871", {"title": "The road, before and after", "author": "Field Unit"}),
    "soundcloud": Thing("https://soundcloud.com/desk/one-week", {
        "title": "One week: what we know", "author": "The Desk"}, (400, 400)),
    "spotify": Thing("https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk", {
        "title": "The silos", "author": "Long Form", "text": "How a town came to live off grain."}, (300, 300)),
    "openstreetmap": Thing("https://www.openstreetmap.org/?mlat=36.2021&mlon=37.1343#map=14/36.2021/37.1343", {}),
    "google_maps": Thing("https://www.google.com/maps/place/Clock+Tower+Square/@33.5138,36.2765,17z", {}),
    "wikimapia": Thing("http://wikimapia.org/#lat=-1.5&lon=-30.25&z=12", {}),
    "mastodon": Thing("https://mastodon.example/@irina/109000000000000000", {
        "author": "Ирина Белова", "handle": "@irina@mastodon.example", "language": "ru",
        "text": "Мост пока стоит, больница работает вполсилы.", "published_at": MADE}),
    "media": Thing("https://sound.example/2015/evening.mp3", {
        "title": "Evening edition", "media_url": "https://sound.example/2015/evening.mp3", "media_type": "audio/mpeg",
        "media_length": 7340032}),
    "pdf": Thing("https://court.example/Order_1244.pdf", {"title": "Order 1244 on the ceasefire lines"}),
    "link": Thing("https://paper.example/world/grain-silos-hit", {
        "title": "Grain silos hit as talks resume in the capital", "site": "The Paper", "language": "en",
        "text": "Officials on both sides confirmed that the two stores on the river had been struck, and blamed each "
        "other. The talks go on.", "published_at": MADE}, (640, 427)),
}  # fmt: skip


def keep(by: Any, url: str, picture: Thumbnail | None = None, **said: Any) -> Embed:
    """The embed at an address, with a copy that says so."""
    match = registry.match(url)
    # As somebody who asks for a new copy: a job's find is kept only if the embed is still due.
    embed = retry_embed(by=by, embed=take_embed(by=by, url=url))
    snapshot = replace(match.known, **said)
    sha256 = hashlib.sha256(repr(snapshot).encode()).hexdigest()
    copy = Copy(match, snapshot, sha256, CAPTURED, picture)
    assert settle_embed(by=by, embed=embed, copy=copy, again_at=None)
    return Embed.objects.get(pk=embed.pk)


def keep_thing(by: Any, name: str) -> Embed:
    """A copy of one of THINGS."""
    thing = THINGS[name]
    return keep(by, thing.url, _picture(thing), **thing.said)


def keep_all(by: Any) -> dict[str, Embed]:
    """A copy of each of THINGS, by provider."""
    return {name: keep_thing(by, name) for name in THINGS}


def _picture(thing: Thing) -> Thumbnail | None:
    # Nobody decodes it here: what a card shows of a picture is its address and its size.
    return Thumbnail(b"a picture of ours", *thing.picture) if thing.picture else None
