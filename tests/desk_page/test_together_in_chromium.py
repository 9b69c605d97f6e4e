"""Two editors at one desk."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from columns.models import Post
from tests.orm import Orm

from .at_desk import bodies, edit, item, send, sit_down


def test_what_one_publishes_is_on_the_others_desk_and_both_texts_of_a_conflict_are_kept(
    writer_page: Page, colleague_page: Page, live_post: Post, orm: Orm, forgiven: list[str]
) -> None:
    alice, bob = writer_page, colleague_page
    sit_down(bob, live_post)
    text = sit_down(alice, live_post)
    alice.keyboard.type("Two bridges are down.")
    send(alice)
    expect(item(bob, "Two bridges are down.")).to_be_visible()
    expect(text).to_have_text("")
    expect(text).to_be_focused()  # the next one can be written at once

    shown = item(bob, "Two bridges are down.")
    edit(bob, shown)
    expect(item(alice, "Two bridges are down.").locator("[data-editing]")).to_contain_text("bob")
    edit(alice, item(alice, "Two bridges are down."))
    alice.keyboard.type(" A third holds.")
    send(alice)
    expect(bob.get_by_text("A colleague has saved the entry that you edit.")).to_be_visible()

    forgiven.append("409")
    bob.keyboard.type(" Nobody was hurt.")
    send(bob)
    question = bob.get_by_role("dialog", name="Somebody saved this entry meanwhile")
    for words in ("A third holds.", "Nobody was hurt."):
        expect(question).to_contain_text(words)
    question.get_by_role("button", name="Merge by hand").click()
    expect(shown.get_by_role("region", name="What is saved, and yours")).to_contain_text("A third holds.")
    shown.locator(".ProseMirror").focus()
    bob.keyboard.press("Control+End")
    bob.keyboard.type(" A third holds.")
    send(bob)
    expect(item(alice, "Two bridges are down. Nobody was hurt. A third holds.")).to_be_visible()
    assert bodies(orm) == ["<p>Two bridges are down. Nobody was hurt. A third holds.</p>"]
