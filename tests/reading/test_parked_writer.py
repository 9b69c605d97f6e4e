"""A writer between a page's reads: what the page shows is at least as new as its label, and a delta mends the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from columns.models import Column, Entry, Post
from columns.publishing.authors import rename_author
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.marks import mark_key_event, pin_entry
from columns.publishing.moves import move_entry
from columns.publishing.posts import amend_post, create_post, open_post
from columns.publishing.texts import EntryText, PostText, Signature
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from columns.reading import fragments, place, regions, window

from .conftest import MORNING
from .page import Page

#: Where a reader stands still while the writer acts: a function that it is about to call.
MOMENTS = [
    (window, "fragments_of"), (fragments, "render_entries"), (fragments, "render_to_string"),
    (regions, "render_to_string"), (regions, "item"), (fragments, "entry_context"),
]


@pytest.fixture
def acts(
    column: Column, live_post: Post, fill: Callable[..., list[Entry]], signatures: tuple[Signature, ...], alice: User,
    monkeypatch: pytest.MonkeyPatch,
) -> list[Callable[[], Any]]:
    """What the writer does, each on an entry of its own; a page has most of them."""
    monkeypatch.setattr(window, "PAGE", 12)
    entries = iter(fill(15, bylines=signatures)[::-1])
    first, pinned = next(entries), next(entries)
    pin_entry(by=alice, entry=pinned)
    later = EntryText("", "<p>More</p>", continues=first)
    publish_entry(by=alice, post=live_post, text=later)
    draft = create_post(by=alice, column=column, date=MORNING.date(), slug="other", text=PostText("Other"))
    other = open_post(by=alice, post=draft)
    out = withdraw_entry(by=alice, entry=next(entries), reason="Wrong")

    def amend(entry: Entry, **words: Any) -> Any:
        text = EntryText(**{"headline": "Amended", "display_time": entry.display_time, **words})
        return amend_entry(by=alice, entry=entry, text=text, revision=1)

    return [
        lambda: publish_entry(by=alice, post=live_post, text=EntryText("New", display_time=MORNING)),
        lambda: publish_entry(by=alice, post=live_post, text=EntryText("Newest"), pinned=True),
        lambda: amend(first),
        lambda: amend(next(entries), display_time=MORNING),
        lambda: amend(next(entries), continues=next(entries)),
        lambda: withdraw_entry(by=alice, entry=pinned, reason="Wrong"),
        lambda: restore_entry(by=alice, entry=out),
        lambda: mark_key_event(by=alice, entry=next(entries)),
        lambda: move_entry(by=alice, entry=next(entries), post=other),
        lambda: rename_author(by=alice, author=signatures[0].author, name="L. H.", revision=1),
        lambda: amend_post(by=alice, post=live_post, text=PostText("Another title"), revision=1),
    ]


@pytest.mark.parametrize(("module", "name"), MOMENTS, ids=lambda each: getattr(each, "__name__", each).split(".")[-1])
def test_an_old_page_and_a_delta_are_a_fresh_page(
    column: Column, live_post: Post, acts: list[Callable[[], Any]], module: Any, name: str
) -> None:
    real = getattr(module, name)
    for act in acts:
        cache.clear()
        pending = [act]

        def parked(*args: Any, pending: list[Callable[[], Any]] = pending, **kwargs: Any) -> Any:
            if pending:
                pending.pop()()
            return real(*args, **kwargs)

        with patch.object(module, name, parked):
            page = Page.fetch(column.pk, live_post.pk)
        assert not pending
        page.catch_up(column.pk)
        fresh = Page.fetch(column.pk, live_post.pk, through=place.Place.parse(page.lower))
        cache.clear()
        uncached = Page.fetch(column.pk, live_post.pk, through=place.Place.parse(page.lower))
        assert page.shown == fresh.shown == uncached.shown
        assert page.regions == fresh.regions == uncached.regions
        assert page.seq == fresh.seq
