"""What a page of the desk shows, read from its HTML and from what it is told later."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from columns.models import Post

_ITEM = re.compile(r'<article class="desk-item" id="d-(\w+)".*?data-place="(\w+)" data-sort="([^"]*)".*?</article>\s*'
                   r'(?=<article class="desk-item"|</div>\s*<p class="desk-empty")', re.DOTALL)  # fmt: skip


@dataclass
class Seen:
    """The items of a page by id, and the order of those that wait. `after` is where it has heard up to."""

    after: str
    items: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def shown(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Those that wait and those in the stream, each as (id, html), in the order of the page."""
        stream = {id: item for id, item in self.items.items() if item[0] == "stream"}
        in_order = sorted(stream, key=lambda id: stream[id][1], reverse=True)
        return [(id, self.items[id][2]) for id in self.waiting], [(id, stream[id][2]) for id in in_order]

    def hear(self, told: dict[str, Any]) -> None:
        """Do what a page does with an answer."""
        assert not told["reset"]
        self.after = told["after"]
        for id in told["gone"]:
            self.items.pop(id, None)
        for each in told["entries"]:
            self.items[each["id"]] = (each["place"], each["sort"], each["html"])
        self.waiting = told["waiting"]
        there = set(self.waiting)
        self.items = {id: item for id, item in self.items.items() if item[0] == "stream" or id in there}


def open_desk(client: Client, post: Post) -> Seen:
    """The page as it is loaded."""
    html = client.get(f"/admin/desk/{post.pk}/").content.decode()
    after = re.search(r'data-after="([^"]+)"', html)
    assert after
    seen = Seen(after[1])
    for match in _ITEM.finditer(html):
        seen.items[match[1]] = (match[2], match[3], match[0].strip())
    seen.waiting = [id for id, (place, _sort, _html) in seen.items.items() if place == "waiting"]
    return seen


def catch_up(client: Client, post: Post, seen: Seen) -> None:
    """Ask what is new."""
    answer = client.get(f"/admin/desk/{post.pk}/changes", {"after": seen.after})
    if answer.status_code != 204:
        seen.hear(answer.json())
