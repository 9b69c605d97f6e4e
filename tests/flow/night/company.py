"""The company of a night: three at the desk, one who reads, and the book in which all that is done is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from columns.models import Post
from tests.browsers import witnessed

from .newsroom import NAMES, Role
from .person import NOTING, Person
from .words import Words

PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
SHAPES = {Role.REPORTER: PHONE, Role.EDITOR: LAPTOP, Role.CHIEF: TABLET}
#: What the night provokes on purpose: a conflict, and a network that dies.
FORGIVEN = ["status of 409", "ERR_INTERNET_DISCONNECTED"]

WHEN_SEEN = """id => new Promise((done) => {
  const look = () => (window.seen[id] ? done(window.seen[id]) : requestAnimationFrame(look))
  look()
})"""


@dataclass
class Book:
    """What is to be so at dawn, and how long things took."""

    #: The texts that readers are to see, by their marks, as they were last sent; and those that were withdrawn.
    public: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    #: Words that no reader may ever get.
    secret: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    #: From the press to the other editors' desks, and to the reader's page: milliseconds.
    to_desk: list[float] = field(default_factory=list)
    to_reader: list[float] = field(default_factory=list)


@dataclass
class Company:
    """Who is there, and what they draw on."""

    reporter: Person
    editor: Person
    chief: Person
    reader: Page
    words: Iterator[Words]
    pictures: Iterator[bytes]
    orm: Callable[..., Any]
    book: Book = field(default_factory=Book)
    #: All that the reader's page was told.
    told: list[str] = field(default_factory=list)
    shots: Path | None = None
    #: In the short night, the time of what is scheduled comes at once.
    is_short: bool = False

    @property
    def desk(self) -> tuple[Person, ...]:
        """The three."""
        return self.reporter, self.editor, self.chief

    def publish(self, by: Person, words: Words) -> None:
        """Send what stands in the form of `by`: it is timed until the others and the reader have it."""
        by.send()
        self.arrives(by, words)

    def arrives(self, by: Person, words: Words) -> None:
        """An entry that has just been sent gets to every desk and to the reader."""
        self.book.public[words.mark] = words.text
        self.book.done["published"] += 1
        entry = by.sees(words, "published").get_attribute("data-id")
        pressed = float(by.page.evaluate("() => window.pressed"))
        for other in self.desk:
            if other is not by:
                other.sees(words, "published")
                self.book.to_desk.append(_seen(other.page, entry) - pressed)
        expect(self.reader.locator(f"#e-{entry}")).to_be_attached()
        self.book.to_reader.append(_seen(self.reader, entry) - pressed)

    def shot(self, name: str, by: Person, words: Words | None = None) -> None:
        """A picture of what they see now; of an entry, if one is named."""
        if self.shots is None:
            return
        if words:
            by.item(words).scroll_into_view_if_needed()
        by.page.screenshot(path=self.shots / f"{name}-{by.name}.png")

    def shots_in_the_dark(self) -> None:
        """A picture of each desk from its top, for eyes that are used to the night."""
        for each in self.desk if self.shots else ():
            each.page.emulate_media(color_scheme="dark")
            each.page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
            self.shot("dark", each)


def _seen(page: Page, entry: str | None) -> float:
    """When an entry was first drawn on a page. (A frame may still be under way.)"""
    return float(page.evaluate(WHEN_SEEN, entry))


@contextmanager
def gather(browser: Browser, site: Any, post: Post, **more: Any) -> Iterator[Company]:
    """All of them, signed in, with the post open before them. What breaks on a page fails the night."""
    with ExitStack() as stack:
        people = {}
        for role, shape in SHAPES.items():
            context = stack.enter_context(witnessed(browser, site, FORGIVEN, **shape))
            people[role] = Person(NAMES[role], context.new_page(), post)
        reader = stack.enter_context(witnessed(browser, site, [], viewport={"width": 1280, "height": 800})).new_page()
        company = Company(*people.values(), reader, **more)
        reader.on("websocket", lambda socket: socket.on("framereceived", lambda said: company.told.append(str(said))))
        reader.add_init_script(NOTING)
        reader.goto(post.get_absolute_url())
        expect(reader.locator(".stream-page.is-connected")).to_be_visible()
        for each in company.desk:
            each.sign_in()
        yield company
