"""Somebody at the desk: what they do with keys and clicks, and what they see."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from columns.models import Post
from tests.admin.pasted import PASTE
from tests.desk_page.at_desk import composer, edit, item, send, sit_down

from .newsroom import PASSWORD
from .words import Words

#: When they pressed the key or the button that sends, and when each entry first stood in the stream of this desk.
NOTING = """
window.pressed = 0
window.seen = {}
const press = () => (window.pressed = Date.now())
addEventListener("click", (event) => event.target.closest?.(".desk-form [data-act=main]") && press(), true)
addEventListener("keydown", (event) => event.key === "Enter" && event.ctrlKey && press(), true)
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) {
    const id = node.matches?.(".desk-item, .entry") && node.dataset.id
    if (id) requestAnimationFrame(() => (window.seen[id] ??= Date.now()))
  }
}).observe(document, { childList: true, subtree: true })
"""


class Person:
    """One of the three, with a page of their own."""

    def __init__(self, name: str, page: Page, post: Post) -> None:
        self.name, self.page, self.post = name, page, post
        page.add_init_script(NOTING)

    def sign_in(self) -> None:
        """By the form, as everybody."""
        self.page.goto(f"/admin/login/?next=/admin/desk/{self.post.pk}/")
        self.page.get_by_label("Username").fill(self.name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        self.page.wait_for_url("**/admin/desk/**")
        sit_down(self.page, self.post)

    @property
    def composer(self) -> Locator:
        """The form of what is new."""
        return composer(self.page)

    def write(self, words: str, headline: str = "") -> None:
        """Type a new update, and leave it in the form."""
        if headline:
            self.composer.get_by_label("Headline").fill(headline)
        text = self.composer.locator(".ProseMirror")
        text.click()
        expect(text).to_be_focused()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(words)

    def paste(self, words: str) -> None:
        """Paste where the cursor is."""
        self.page.locator(".ProseMirror:focus").evaluate(PASTE, {"text/plain": words})

    def send(self) -> None:
        """Do the main thing with it, by keyboard; the form is empty for the next one."""
        send(self.page)
        expect(self.composer.locator(".ProseMirror")).to_have_text("")

    def click(self, name: str) -> None:
        """Press a button of the form of what is new; the form is empty then."""
        self.composer.get_by_role("button", name=name, exact=True).click()
        expect(self.composer.locator(".ProseMirror")).to_have_text("")

    def more(self) -> Locator:
        """The rows of the form that are seldom needed, unfolded."""
        rows = self.composer.locator("[data-more]")
        if not rows.evaluate("rows => rows.open"):
            rows.locator("summary").click()
        return rows

    def item(self, words: Words) -> Locator:
        """The entry on this desk that says so."""
        return item(self.page, words.mark)

    def sees(self, words: Words, state: str) -> Locator:
        """Wait until the entry stands so on this desk."""
        shown = self.page.locator(f".desk-item[data-state={state}]").filter(has_text=words.mark)
        expect(shown).to_be_visible()
        return shown

    def act(self, words: Words, name: str, answer: str = "") -> None:
        """Do something to an entry from its menu; say what is asked for, or that one is sure."""
        shown = self.item(words)
        shown.get_by_text("More", exact=True).click()
        shown.get_by_role("button", name=name, exact=True).click()
        if answer:
            self.page.get_by_role("dialog").get_by_role("textbox").fill(answer)
        if answer or name in ("Publish", "Discard"):
            self.page.get_by_role("dialog").locator("[data-yes]").click()
            expect(self.page.get_by_role("dialog")).to_have_count(0)

    def write_on(self, words: Words, more: str) -> Words:
        """Open an entry in its place and write on at its end. What stands in the form then."""
        edit(self.page, self.item(words))
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(f" {more}")
        return words.and_more(more)

    def send_changes(self, words: Words) -> None:
        """Send what stands in the form of an entry, which closes."""
        send(self.page)
        expect(self.item(words).locator(".desk-form")).to_have_count(0)
