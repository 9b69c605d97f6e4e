"""Chapters in which something fails: a phone's network; a page that is reloaded in the middle of a sentence."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.desk_page.at_desk import sit_down

from .company import Company


def dead_network(night: Company) -> None:
    """The reporter's network dies. They write on and submit twice; all of it arrives once, in its order."""
    page, first, second = night.reporter.page, next(night.words), next(night.words)
    half = len(first.text) // 2
    night.reporter.write(first.text[:half])
    page.context.set_offline(True)
    expect(page.locator("[data-connection=lost]")).to_be_visible()
    page.keyboard.insert_text(first.text[half:])
    night.reporter.send()
    night.reporter.write(second.text)
    night.reporter.send()
    waiting = page.locator("[data-queue] li")
    expect(waiting).to_have_count(2)
    expect(waiting.first).to_contain_text("no network")
    night.shot("offline", night.reporter)
    meanwhile = next(night.words)
    night.editor.write(meanwhile.text)
    night.editor.send()
    night.chief.sees(meanwhile, "published")
    assert not night.reporter.item(meanwhile).count()
    page.context.set_offline(False)
    expect(waiting).to_have_count(0)
    night.reporter.sees(meanwhile, "published")
    night.book.public[meanwhile.mark] = meanwhile.text
    for words in (first, second):
        night.editor.sees(words, "submitted")
        night.editor.act(words, "Publish")
        night.reporter.sees(words, "published")
        night.book.public[words.mark] = words.text
    night.book.done["submitted without a network, arrived later"] += 2


def reload(night: Company) -> None:
    """The page is reloaded in the middle of a sentence; what was written is put back, and goes on."""
    page, words = night.reporter.page, next(night.words)
    half = len(words.text) // 2
    night.reporter.write(words.text[:half])
    expect(page.locator("[data-kept]")).to_contain_text("Kept")
    sit_down(page, night.reporter.post)
    night.shot("restore", night.reporter)
    page.get_by_role("button", name="Put it back").click()
    expect(night.reporter.composer.locator(".ProseMirror")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words.text[half:])
    night.reporter.send()
    night.chief.sees(words, "submitted")
    night.chief.act(words, "Publish")
    night.reporter.sees(words, "published")
    night.book.public[words.mark] = words.text
    night.book.done["reloaded in mid-sentence, put back, gone on with"] += 1
