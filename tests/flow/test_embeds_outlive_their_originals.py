"""The story of embeds: an editor pastes originals of every shape, and readers see them when those have gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from columns.jobs.loop import Loop
from columns.models import Embed, Entry, Post
from tests.admin.pasted import PASTE
from tests.admin.writing import editor, publish_by_key
from tests.browsers import witnessed
from tests.live_server import LiveServer
from tests.orm import Orm
from tests.outside.world import World

from .originals import ORIGINALS

LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
PICTURES = sum(bool(original.pictures) for original in ORIGINALS)
#: The pictures of a page that are there: those below wait until somebody scrolls to them.
SEEN = """async page => {
  const pictures = [...page.querySelectorAll(".card img")]
  for (const each of pictures) each.loading = "eager"
  await Promise.all(pictures.map(each => each.decode()))
  return pictures.filter(each => each.naturalWidth > 0).length
}"""


@pytest.fixture
def jobs(live: LiveServer, outside_world: World) -> Iterator[None]:
    """What happens later happens, beside the server."""
    loop = Loop()
    loop.start()
    yield
    loop.stop()


@pytest.fixture
def look(browser: Browser, live: LiveServer, forgiven: list[str], tmp_path: Path) -> Callable[..., list[str]]:
    """Opens an address in some sizes and colours; what its cards say, each time the same. Leaves a picture of each."""

    def look(address: str, name: str, looks: Sequence[tuple[int, str]] = LOOKS[:1]) -> list[str]:
        said = []
        for width, colour in looks:
            shape = {"viewport": {"width": width, "height": 900}, "color_scheme": colour}
            with witnessed(browser, live, forgiven, **shape) as context:
                page = context.new_page()
                page.goto(address)
                said.append(page.locator(".card").all_inner_texts())
                assert page.locator("body").evaluate(SEEN) == PICTURES
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                page.screenshot(path=tmp_path / f"{name}-{width}-{colour}.png", full_page=True)
        assert said == said[:1] * len(looks)
        return said[0]

    return look


def test_readers_see_everything_when_its_server_is_gone(
    writer_page: Page,
    reader_page: Page,
    live_post: Post,
    alice: User,
    outside_world: World,
    jobs: None,
    look: Callable[..., list[str]],
    orm: Orm,
) -> None:
    for original in ORIGINALS:
        original.put_up(outside_world)
    text = editor(writer_page)
    _write(text)
    entry = publish_by_key(writer_page, orm)
    assert orm(_states, entry) == {Embed.State.SETTLED}

    address = orm(entry.get_absolute_url)
    kept = look(address, "kept")
    assert len(kept) == len(ORIGINALS)

    reader_page.goto(address)
    expect(reader_page.locator(".stream-page.is-connected")).to_be_visible()
    for original in ORIGINALS:
        original.take_down(outside_world)
    assert look(address, "without-originals", LOOKS) == kept

    # Their time to be looked for comes; an open page hears of it, and keeps what was said.
    orm(lambda: entry.embeds.filter(next_try_at__isnull=False).update(next_try_at=timezone.now()))
    card = reader_page.locator(".card", has_text=ORIGINALS[0].says)
    expect(card).to_contain_text("The original was removed")
    for original in ORIGINALS:
        expect(reader_page.locator(".stream")).to_contain_text(original.says)
    look(address, "gone")


def _write(text: Locator) -> None:
    """Paste each original on a line of its own, with words between them, and wait until each card says something."""
    for number, original in enumerate(ORIGINALS, 1):
        text.page.keyboard.type(f"What was said, {number}:")
        text.page.keyboard.press("Enter")
        text.evaluate(PASTE, {"text/plain": original.url})
        expect(text.locator(".embed-card")).to_have_count(number)
        expect(text.locator(".embed-card").last).to_contain_text(original.says)


def _states(entry: Entry) -> set[str]:
    return set(entry.embeds.values_list("state", flat=True))
