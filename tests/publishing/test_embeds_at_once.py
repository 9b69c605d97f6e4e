"""An embed settles while an entry that holds it is saved: whoever comes first, readers are told of the copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import connection

from columns.models import Change, Embed, Entry, Post
from columns.publishing import decisions, embeds, settling
from columns.publishing.embeds import take_embed
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.settling import settle_embed
from columns.publishing.texts import EntryText

from .at_once import at_once, halfway
from .copied import OTHER, PAGE, body, copy_of

pytestmark = pytest.mark.django_db(transaction=True)


def settling_of(embed: Embed) -> Callable[[], bool]:
    return partial(settle_embed, by=None, embed=embed, copy=copy_of(embed), again_at=None)


def assert_told(entry: Entry) -> None:
    """Either the entry was told of the copy after it was published, or the copy was there before."""
    told = Change.objects.filter(entry=entry, op=Change.Op.EMBED)
    assert told.exists() == ORDER[connection.vendor][entry.headline]
    assert Embed.objects.get(url=PAGE).state == "settled"


#: Whether the copy comes after the entry: on SQLite whoever began first is first; elsewhere a lock decides.
ORDER = {
    "postgresql": {"Before the lock": False, "Behind the lock": True},
    "sqlite": {"Before the lock": True, "Behind the lock": True},
}


def test_a_copy_that_comes_before_the_entry_holds_its_embed_waits_for_nobody(live_post: Post, alice: User) -> None:
    embed = take_embed(by=alice, url=PAGE)
    with halfway(embeds, "lock_embeds", settling_of(embed)) as settled:
        entry = publish_entry(by=alice, post=live_post, text=EntryText("Before the lock", body(PAGE)))
    assert settled == [True]
    assert_told(entry)


def test_a_copy_that_comes_before_the_entry_is_committed_waits_for_it(live_post: Post, alice: User) -> None:
    embed = take_embed(by=alice, url=PAGE)
    with halfway(decisions, "append", settling_of(embed)) as settled:
        entry = publish_entry(by=alice, post=live_post, text=EntryText("Behind the lock", body(PAGE)))
    assert settled == [True]
    assert_told(entry)


def test_an_entry_that_takes_an_embed_up_while_it_settles_is_told(
    live_post: Post, publish: Callable[..., Entry], alice: User
) -> None:
    embed = take_embed(by=alice, url=PAGE)
    entry = publish("One", "<p>Nothing yet.</p>")

    def amend() -> str:
        amend_entry(by=alice, entry=entry, text=EntryText("One", body(PAGE)), revision=1)
        return Embed.objects.get(url=PAGE).state

    with halfway(settling, "write_embed", amend) as amended:
        settle_embed(by=None, embed=embed, copy=copy_of(embed), again_at=None)
    # The amendment waited for the copy, so that whoever renders it now finds the copy there.
    assert amended == ["settled"]
    assert Change.objects.filter(entry=entry).latest("seq").op == "amend"


def test_entries_that_share_their_embeds_in_any_order_do_not_wait_in_a_ring(live_post: Post, alice: User) -> None:
    for n in range(5):
        urls = [f"{PAGE}/{n}", f"{OTHER}/{n}", f"https://third.example/{n}"]
        acts = [
            partial(publish_entry, by=alice, post=live_post, text=EntryText("x", body(*some)))
            for some in (urls, urls[::-1], urls[1:])
        ]
        assert [type(each) for each in at_once(*acts)] == [Entry] * 3
        held = [Embed.objects.get(url=url) for url in urls]
        both = [settling_of(embed) for embed in held]
        assert at_once(*both, acts[0])[:3] == [True] * 3
