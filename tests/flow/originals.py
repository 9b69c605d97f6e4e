"""Originals of every shape, played by servers on this machine: articles, a video, a podcast, posts, a sound, a map."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from columns.embeds import registry
from tests.embeds.answers import PAGES, TIKTOK, YOUTUBE, X
from tests.outside.world import World

SEA, SAND, DUSK = (38, 70, 98), (176, 141, 98), (84, 62, 92)


def photograph(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Something to look at: a sky, a horizon and a bridge."""
    picture = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(picture)
    for row in range(height):
        light = 1.35 - 0.7 * row / height
        draw.line([(0, row), (width, row)], fill=tuple(min(255, int(part * light)) for part in colour))
    draw.rectangle([0, height * 0.72, width, height * 0.76], fill=(30, 30, 34))
    draw.arc([width * 0.1, height * 0.4, width * 0.9, height * 1.1], 180, 360, fill=(30, 30, 34), width=height // 40)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


@dataclass(frozen=True)
class Original:
    """What an editor pastes, what its card then says, and the pictures that its site serves."""

    url: str
    says: str
    answer: bytes | None = None
    content_type: str = "text/html; charset=utf-8"
    pictures: dict[str, bytes] = field(default_factory=dict)

    def put_up(self, world: World) -> None:
        """Let its site answer."""
        if self.answer is not None:
            for url in registry.match(self.url).ask or (self.url,):
                world.page(url, self.answer, self.content_type)
        for url, picture in self.pictures.items():
            world.page(url, picture, "image/jpeg")

    def take_down(self, world: World) -> None:
        """Let its site say that it has gone, for the page and everything on it."""
        for url in (*registry.match(self.url).ask, self.url, *self.pictures):
            world.status(url, 404)


def _page(name: str, url: str, says: str, pictures: dict[str, bytes] | None = None) -> Original:
    return Original(url, says, (PAGES / f"{name}.html").read_bytes(), pictures=pictures or {})


def _json(said: dict[str, object], url: str, says: str, pictures: dict[str, bytes] | None = None) -> Original:
    return Original(url, says, json.dumps(said).encode(), "application/json", pictures or {})


ORIGINALS = (
    _page(
        "article-en", "https://news.example/world/bridge-reopens?utm_source=x", "Bridge & road reopen after a week",
        {"https://news.example/img/bridge.jpg?w=1200": photograph(1200, 675, SEA)},
    ),
    _page("article-ar", "https://akhbar.example/2015/10/07/bridge", "الجسر"),
    _json(
        YOUTUBE, "https://youtu.be/gfnJ07iJv3M", "Bridge, filmed from the north bank",
        {"https://i.ytimg.com/vi/gfnJ07iJv3M/hqdefault.jpg": photograph(480, 360, DUSK)},
    ),
    _page("podcast", "https://pod.example/episodes/12", "Випуск 12: міст"),
    _json(X, "https://x.com/lena/status/1585841080431321088", "Мост открыт."),
    _json(
        TIKTOK, "https://www.tiktok.com/@scout.2015/video/7106594312292453675", "الجسر مفتوح",
        {"https://p16.example.org/a.jpeg": photograph(360, 640, SAND)},
    ),
    _page(
        "telegram", "https://t.me/astrapress/69491", "Движение",
        {"https://cdn4.example.org/file/a.jpg": photograph(800, 450, SAND)},
    ),
    Original("https://sound.example/briefing.mp3", "briefing", b"ID3", "audio/mpeg"),
    Original("https://www.openstreetmap.org/?mlat=36.2021&mlon=37.1343#map=12/36.2021/37.1343", "36.2021"),
)
