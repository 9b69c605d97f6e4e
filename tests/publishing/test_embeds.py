"""Embeds in texts that are saved: their rows, and what is asked of the database for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from columns.models import Embed, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.embed_texts import MOST
from columns.publishing.embeds import retry_embed, take_embed
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.posts import amend_post
from columns.publishing.texts import EntryText, PostText

from .copied import OTHER, PAGE, body, settled

Write = Callable[..., Entry]


def held(entry: Entry) -> set[str]:
    return set(entry.embeds.values_list("url", flat=True))


def test_an_embed_gets_its_canonical_address_and_a_row_that_is_due(write: Write) -> None:
    entry = write("One", body=body("https://youtu.be/dQw4w9WgXcQ?utm_source=x"))
    assert body("https://www.youtube.com/watch?v=dQw4w9WgXcQ").replace("<p>", '<p dir="auto">') == entry.body
    embed = entry.embeds.get()
    assert (embed.provider, embed.kind, embed.space, embed.state) == ("youtube", "video", "wide", "pending")
    assert embed.player == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert list(Embed.objects.due(timezone.now())) == [embed]


def test_what_an_address_itself_tells_is_kept_at_once(write: Write) -> None:
    embed = write("One", body=body("https://www.openstreetmap.org/#map=12/36.2/37.13")).embeds.get()
    assert (embed.latitude, embed.longitude, embed.zoom, embed.has_copy) == (36.2, 37.13, 12, False)


def test_the_same_address_in_many_entries_is_one_row(write: Write) -> None:
    entries = [write(f"Entry {n}", body=body(PAGE + way)) for n, way in enumerate(["", "?fbclid=1", "?utm_medium=a"])]
    assert Embed.objects.get().entries.count() == len(entries)


def test_a_text_holds_what_it_says_now(write: Write, alice: User) -> None:
    entry = write("One", body=body(PAGE, OTHER))
    assert held(entry) == {PAGE, OTHER}
    entry = amend_entry(by=alice, entry=entry, text=EntryText("One", body(OTHER)), revision=entry.revision)
    assert held(entry) == {OTHER}
    entry = amend_entry(by=alice, entry=entry, text=EntryText("One", "<p>None.</p>"), revision=entry.revision)
    assert held(entry) == set()
    assert Embed.objects.count() == 2


def test_a_draft_holds_its_embeds_too(live_post: Post, alice: User) -> None:
    assert held(save_draft(by=alice, post=live_post, text=EntryText(body=body(PAGE)))) == {PAGE}


def test_saving_the_same_text_again_changes_nothing(write: Write, alice: User) -> None:
    entry = write("One", body=body("https://youtu.be/dQw4w9WgXcQ"))
    same = EntryText("One", body("https://www.youtube.com/watch?v=dQw4w9WgXcQ&utm_source=x"), bylines=())
    assert amend_entry(by=alice, entry=entry, text=same, revision=entry.revision).revision == entry.revision


def test_too_many_are_refused(live_post: Post, alice: User) -> None:
    many = body(*(f"{PAGE}/{n}" for n in range(MOST + 1)))
    with pytest.raises(Refused) as refused:
        publish_entry(by=alice, post=live_post, text=EntryText("One", many))
    assert refused.value.field == "body"


def test_an_address_that_makes_no_card_stays_a_link(write: Write) -> None:
    long = "https://news.example/" + "\N{CYRILLIC SMALL LETTER A}" * 1000
    entry = write("One", body=body(long))
    assert held(entry) == set()
    assert f'<a href="{long}"' in entry.body
    assert "<figure" not in entry.body


def test_where_things_stand_holds_links_only(live_post: Post, alice: User) -> None:
    text = PostText(live_post.title, standing=body(PAGE))
    post = amend_post(by=alice, post=live_post, text=text, revision=live_post.revision)
    assert PAGE in post.standing
    assert "<figure" not in post.standing


def test_the_cost_of_embeds_does_not_grow_with_their_number(write: Write) -> None:
    def queries(count: int, where: str) -> int:
        text = body(*(f"https://{where}.example/{n}" for n in range(count)))
        with CaptureQueriesContext(connection, ) as asked:
            write("One", body=text)
        return len(asked)

    assert queries(20, "a") == queries(1, "b")
    assert queries(20, "a") - queries(0, "c") <= 5


def test_somebody_who_may_write_takes_an_address_before_the_text_is_saved(alice: User, bob: User, write: Write) -> None:
    embed = take_embed(by=alice, url=f" {PAGE}?fbclid=1 ")
    assert (embed.url, embed.state) == (PAGE, "pending")
    assert take_embed(by=alice, url=PAGE) == embed
    assert write("One", body=body(PAGE)).embeds.get() == embed
    with pytest.raises(NotAllowed):
        take_embed(by=bob, url=PAGE)


@pytest.mark.parametrize("url", ["javascript:1", "https://a@b.example/", "/about/", "", "x" * 10_000, "https://a\0b/"])
def test_what_is_no_web_address_is_refused_with_a_reason(alice: User, url: str) -> None:
    with pytest.raises(Refused) as refused:
        take_embed(by=alice, url=url)
    assert refused.value.message
    assert not Embed.objects.exists()


def test_asked_for_again_the_copy_stays_until_another_comes(write: Write, alice: User) -> None:
    write("One", body=body(PAGE))
    embed = settled(PAGE, title="As it was")
    again = retry_embed(by=alice, embed=embed)
    assert (again.state, again.title, again.has_copy) == ("pending", "As it was", True)
    assert again in Embed.objects.due(timezone.now())
