"""At dawn: whether readers have what they were to have, once, and nothing else."""

from __future__ import annotations

import unicodedata
from difflib import unified_diff
from typing import Any

from playwright.sync_api import Browser, expect

from columns.audit.chain import verify
from columns.markup.plain import words as plain_words
from columns.models import Entry, Post
from tests.browsers import witnessed

from .company import Company

#: A reader's page as the server would write it: its entries in their order, and its regions. In which order an element
#: has its attributes says nothing.
AS_SERVED = """() => {
  const served = (element) => {
    const copy = element.cloneNode(true)
    copy.removeAttribute("data-pending")
    copy.classList.remove("is-changed")
    for (const each of [copy, ...copy.querySelectorAll("*")])
      for (const { name, value } of [...each.attributes].sort((one, other) => (one.name < other.name ? -1 : 1))) {
        each.removeAttribute(name)
        each.setAttribute(name, value)
      }
    return copy
  }
  const all = (selector) => [...document.querySelectorAll(selector)]
  return {
    entries: all("[data-stream] > .entry").map((each) => [each.dataset.id, served(each).outerHTML]),
    regions: all("[data-region]").map((each) => [each.dataset.region, served(each).innerHTML.trim()]),
  }
}"""
WHOLE = "?through=00010101T000000000000-000000000000"


def look_back(night: Company, browser: Browser, site: Any, post: Post) -> None:
    """Compare what was to be with what is: on the reader's page, in the database, in the audit log."""
    entries = night.orm(_published, post)
    _nothing_lost_or_doubled(night, entries)
    _same_as_fresh(night, browser, site, post)
    page = str(night.reader.locator("[data-stream]").inner_html())
    for secret in night.book.secret:
        assert secret not in page, secret
        assert secret not in "".join(night.told), secret
    wrong = [verdict for verdict in night.orm(lambda: list(verify())) if verdict.fault]
    assert not wrong, wrong


def _published(post: Post) -> list[tuple[str, str]]:
    found = Entry.objects.filter(post=post, state=Entry.State.PUBLISHED)
    return [(entry.pk, _plain(plain_words(entry.body))) for entry in found]


def _nothing_lost_or_doubled(night: Company, entries: list[tuple[str, str]]) -> None:
    """Each text is in one entry, and each entry has one of the texts; on the reader's page as well."""
    night.reader.evaluate("() => document.querySelector('[data-show-new]:not([hidden])')?.click()")
    articles = night.reader.locator(".stream .entry:not(.is-withdrawn)")
    expect(articles).to_have_count(len(night.book.public))
    shown = [_plain(text) for text in articles.locator(".prose").all_inner_texts()]
    assert len(entries) == len(night.book.public)
    for text in map(_plain, night.book.public.values()):
        assert sum(text in body for _id, body in entries) == 1, text
        assert sum(text in said for said in shown) == 1, text


def _same_as_fresh(night: Company, browser: Browser, site: Any, post: Post) -> None:
    with witnessed(browser, site, [], viewport={"width": 1280, "height": 800}) as context:
        fresh = context.new_page()
        fresh.goto(f"{post.get_absolute_url()}{WHOLE}")
        expect(fresh.locator(".stream-page.is-connected")).to_be_visible()
        old, new = night.reader.evaluate(AS_SERVED), fresh.evaluate(AS_SERVED)
        if night.shots:
            fresh.screenshot(path=night.shots / "dawn-reader.png")
    assert [entry[0] for entry in old["entries"]] == [entry[0] for entry in new["entries"]]
    for one, other in zip(old["entries"] + old["regions"], new["entries"] + new["regions"], strict=True):
        assert one == other, "\n".join(unified_diff(one[1].split("\n"), other[1].split("\n"), "open", "fresh", n=1))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
