"""Barriers in a writer's way: names that are missing, contrasts that are low, pages wider than a phone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from columns.models import Entry, Post
from tests.barriers import ITS_OWN, barriers


def test_no_serious_barrier_stands_in_a_writers_way(
    writer_page: Page, publish: Callable[..., Entry], live_post: Post, forgiven: list[str]
) -> None:
    forgiven += ITS_OWN
    entry = publish("Certainly", "<p>It is so.</p>")
    found = []
    for path in ("entry/", "entry/add/", f"entry/{entry.pk}/change/", f"entry/{entry.pk}/act/withdraw/", "post/add/"):
        writer_page.goto(f"/admin/columns/{path}")
        if path.endswith(("/add/", "/change/")):
            expect(writer_page.get_by_role("toolbar", name="Formatting")).to_be_visible()
        found += [f"{path}: {each}" for each in barriers(writer_page)]
    assert not found


def test_nothing_is_wider_than_a_phone(writer_page: Page, publish: Callable[..., Entry], live_post: Post) -> None:
    entry = publish("Certainly", f"<p>{'long' * 100}</p><table><tr>{'<td>cell</td>' * 12}</tr></table>")
    writer_page.set_viewport_size({"width": 390, "height": 800})
    for path in ("entry/", "entry/add/", f"entry/{entry.pk}/change/", f"post/{live_post.pk}/change/", "change/"):
        writer_page.goto(f"/admin/columns/{path}")
        if path.endswith(("/add/", "/change/")):
            expect(writer_page.get_by_role("toolbar", name="Formatting").first).to_be_visible()
        assert writer_page.evaluate("document.documentElement.scrollWidth") <= 390, path
