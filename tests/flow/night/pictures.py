"""Chapters with more than words: pictures that are brought in and described, and what other sites have published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import expect

from tests.admin.pictured import dialog
from tests.flow.originals import ORIGINALS, photograph

from .company import Company


def photos(folder: Path | None) -> Iterator[bytes]:
    """Those of a folder; then drawn ones, no two of them alike."""
    if folder:
        yield from (file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix.lower() in (".jpg", ".jpeg"))
    for number in range(10_000):
        yield photograph(1200, 800, (38 + number % 60, 70 + number % 90, 98 + number // 60 % 100))


def picture(night: Company) -> None:
    """An editor brings a picture into a text, describes it, and publishes both."""
    words, page = next(night.words), night.editor.page
    night.editor.write(words.text)
    with page.expect_file_chooser() as chooser:
        night.editor.composer.get_by_role("button", name="Add pictures").first.click()
    chooser.value.set_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": next(night.pictures)})  # type: ignore[arg-type]
    night.editor.composer.get_by_role("button", name="Describe").click()
    dialog(page).get_by_label("Alternative text").fill("A street by the river, early in the morning")
    dialog(page).get_by_label("Credit").fill("Edgar")
    dialog(page).get_by_role("button", name="Save").click()
    expect(dialog(page)).to_have_count(0)
    night.shot("picture", night.editor)
    night.publish(night.editor, words)
    expect(night.reader.locator(".entry", has_text=words.mark).locator("img").first).to_be_attached()
    night.book.done["published with a picture"] += 1


def embed(night: Company) -> None:
    """A chief pastes an address, which becomes a card, and goes on writing below it."""
    words = next(night.words)
    original = ORIGINALS[night.book.done["published with an embed"] % len(ORIGINALS)]
    night.chief.write(words.text)
    night.chief.page.keyboard.press("Enter")
    night.chief.paste(original.url)
    expect(night.chief.composer.locator(".embed-card")).to_have_count(1)
    night.publish(night.chief, words)
    night.book.done["published with an embed"] += 1
