"""Cards: each kind of embed, in each state, on the page and in every answer that carries an entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from columns.embeds.registry import frame_hosts
from columns.markup.embedded import figure_of
from columns.models import Column, Embed, Entry, Post
from columns.publishing.copies import correct_embed, restore_embed, withdraw_embed
from columns.publishing.entries import amend_entry
from columns.publishing.settling import fail_embed, see_original
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import withdraw_entry
from columns.reading.fragments import fragments_of
from tests.embeds.kept import CAPTURED, THINGS, keep, keep_all, keep_thing
from tests.markup.test_sanitise import HOSTILE, read

Publish = Callable[..., Entry]
POST = THINGS["x"].url


@pytest.fixture
def shown(alice: User, publish: Publish) -> Callable[..., str]:
    """An entry that holds the embed at an address, with a copy that says so, as readers see it."""

    def shown(url: str, **said: Any) -> str:
        keep(alice, url, **said)
        return html(publish("A headline", figure_of(url)))

    return shown


def html(entry: Entry) -> str:
    """An entry as pages show it now."""
    entry = Entry.objects.select_related("column").get(pk=entry.pk)
    (fragment,) = fragments_of(entry.column, [(entry.pk, entry.seq or 0)])
    return fragment.html


@pytest.mark.parametrize("name", THINGS)
def test_a_card_shows_what_we_keep_and_leads_to_the_original(alice: User, publish: Publish, name: str) -> None:
    embed = keep_thing(alice, name)
    said = html(publish("", f"<p>Before.</p>{figure_of(embed.url)}<p>After.</p>"))
    assert said.index("Before.") < said.index(f'class="card card-{embed.kind}"') < said.index("After.")
    for words in (embed.title, embed.author, *embed.text.split("\n\n")):
        assert words in said
    assert f'href="{embed.url.replace("&", "&amp;")}"' in said
    assert 'rel="noopener nofollow"' in said
    assert re.search(r"Copy kept <time[^>]*>7 Oct 2015 14:05</time>", said)
    assert ("data-play>" in said) == bool(embed.player or embed.media_url)
    assert ("<img" in said) == bool(embed.picture)
    assert '<figure class="embed">' not in said


def test_nothing_of_another_site_is_in_a_card_but_links_and_the_address_of_a_player(
    alice: User, publish: Publish
) -> None:
    for embed in keep_all(alice).values():
        said = html(publish("", figure_of(embed.url)))
        for attribute, address in re.findall(r'([\w-]+)="(https?:[^"]*)"', said):
            assert attribute in ("href", "data-player"), (attribute, address)
        for source in re.findall(r'src="([^"]*)"', said):
            assert source.startswith("/media/embeds/")


def test_a_picture_says_its_size_and_waits_until_it_is_near(alice: User, publish: Publish) -> None:
    embed = keep_thing(alice, "x")
    (image,) = re.findall("<img[^>]*>", html(publish("", figure_of(embed.url))))
    assert 'width="640" height="360" alt="" loading="lazy"' in image


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_hostile_words_in_every_field_of_a_copy_stay_words(alice: User, publish: Publish, path: Any) -> None:
    fields = dict.fromkeys(("title", "text", "author", "handle", "site", "language", "canonical_url"), read(path))
    urls = [THINGS[name].url for name in ("x", "youtube", "soundcloud", "google_maps", "pdf", "link")]
    for url in urls:
        keep(alice, url, **fields)
    said = html(publish("A headline", "".join(map(figure_of, urls))))
    cards = said[said.index('<div class="prose">') + 19 : said.rindex("</figure>")]
    assert cards.count('class="card card-') == len(urls)
    known = r"</?(?:figure|figcaption|blockquote|div|p|a|bdi|br|button|label|input|span|time|abbr|img|strong)\b"
    assert not re.sub(known, "", cards).count("<"), cards
    assert not re.search(r'(?:href|data-player)="(?!https?://|/embed/)', cards)
    assert not re.search(r"<[^>]*\s(?:on\w+|style|srcdoc)=", re.sub(r'"[^"]*"', '""', cards))


@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", ["Video on YouTube", "youtube.com/watch?v=dQw4w9WgXcQ"]),
        (POST, ["Post on X", "x.com/northroad/status/651700000000000000"]),
        ("https://www.openstreetmap.org/?mlat=36.2021&mlon=-37.1343", ["36.2021° N, 37.1343° W"]),
        ("https://court.example/Order_1244.pdf", ["Order 1244", "court.example"]),
        ("https://paper.example/" + "x" * 200, ["paper.example/xxx", "…"]),
    ],
)
def test_without_a_copy_a_card_is_a_calm_link(
    publish: Publish, alice: User, url: str, said: list[str], failed: bool
) -> None:
    entry = publish("", figure_of(url))
    if failed:
        fail_embed(by=alice, embed=Embed.objects.get(), reason="forbidden", again_at=None)
    shown = html(entry)
    for words in said:
        assert words in shown
    for words in ("kept", "error", "fail", "fetch", "forbidden"):
        assert words not in shown


def test_a_failure_to_ask_again_leaves_the_copy(publish: Publish, alice: User) -> None:
    embed = keep(alice, POST, text="Kept words")
    fail_embed(by=alice, embed=embed, reason="busy", again_at=None)
    assert "Kept words" in html(publish("", figure_of(POST)))


def test_what_became_of_a_copy_and_of_its_original_is_told(publish: Publish, alice: User) -> None:
    embed, entry = keep(alice, POST, text="Words"), publish("", figure_of(POST))
    gone = CAPTURED + timedelta(days=2)
    see_original(by=alice, embed=embed, at=gone, again_at=gone, is_gone=True)
    revision = Embed.objects.get().revision
    archive = "https://archive.example/651700"
    correct_embed(by=alice, embed=embed, revision=revision, archive_url=archive, text="Better words")
    shown = html(entry)
    assert re.search("The original was removed, seen <time[^>]*>9 Oct 2015 14:05", shown)
    assert "corrected <time" in shown
    assert f'href="{archive}"' in shown
    assert "Better words" in shown
    assert "data-play>" not in shown


def test_a_withdrawn_embed_is_a_stub_at_every_address(
    client: Client, column: Column, live_post: Post, publish: Publish, alice: User
) -> None:
    canary = {name: f"canary-{name}" for name in ("title", "text", "author", "handle", "site")}
    url = "https://canary.example/canary.mp3"
    embed = keep(alice, url, **canary, media_url=url, media_type="audio/mpeg")
    entry = publish("", figure_of(url), pinned=True, key_event=True)
    paths = ["/", live_post.get_absolute_url(), entry.get_absolute_url(), f"{entry.get_absolute_url()}fragment"]
    paths += [f"{page}feed.{kind}" for page in ("/", column.get_absolute_url()) for kind in ("rss", "atom")]
    paths += [f"/live/{column.slug}/changes?after={column.epoch}:{seq}" for seq in range(3)]

    def crawl() -> str:
        return "\n".join(client.get(path).content.decode() for path in paths)

    assert "canary-title" in crawl()
    withdraw_embed(by=alice, embed=embed, reason="It named a witness")
    told = crawl()
    assert "It named a witness" in told
    assert "canary" not in told
    restore_embed(by=alice, embed=embed)
    assert "canary-title" in crawl()


def test_a_withdrawn_entry_shows_no_card(publish: Publish, alice: User) -> None:
    keep(alice, POST, text="Words")
    entry = publish("", figure_of(POST))
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    assert "Words" not in html(entry)


def test_one_embed_twice_in_a_text_has_one_id(publish: Publish, alice: User) -> None:
    keep(alice, POST, text="Words")
    shown = html(publish("", f"{figure_of(POST)}<p>and</p>{figure_of(POST)}"))
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    assert shown.count('class="card card-post"') == 2


def test_embeds_cost_a_page_one_query_and_none_where_there_are_none(
    client: Client, live_post: Post, publish: Publish, alice: User
) -> None:
    def queries(address: str) -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    entry, *_ = [publish(f"Entry {number}", "<p>Words</p>") for number in range(5)]
    page, feed = live_post.get_absolute_url(), f"{live_post.get_absolute_url()}feed.atom"
    plain = queries(page), queries(feed)
    embeds = keep_all(alice).values()
    amend_entry(by=alice, entry=entry, revision=1, text=EntryText("", figure_of(POST)))
    one = queries(page), queries(feed)
    for embed in embeds:
        publish("", figure_of(embed.url) + figure_of(POST))
    assert (queries(page), queries(feed)) == one
    # The page asks what follows the entry that was amended, what points at it and how it was corrected, too.
    assert (one[0] - plain[0], one[1] - plain[1]) == (4, 1)


def test_an_entry_of_embeds_alone_is_named_by_the_first(
    client: Client, live_post: Post, publish: Publish, alice: User
) -> None:
    keep(alice, POST, text="Two columns of smoke", author="North Road")
    publish("", figure_of(POST), key_event=True)
    page = client.get(live_post.get_absolute_url()).content.decode()
    assert "North Road: Two columns of smoke</span>" in page


def test_pages_frame_the_players_hosts_and_their_own_and_play_no_media_of_others(
    client: Client, live_post: Post
) -> None:
    policy = client.get(live_post.get_absolute_url()).headers["Content-Security-Policy"]
    (frames,) = re.findall(r"frame-src ([^;]*)", policy)
    assert frames.split() == ["'self'", *(f"https://{host}" for host in frame_hosts())]
    assert "media-src 'self';" in f"{policy};"


def test_only_a_host_proves_whose_site_it_is(shown: Callable[..., str]) -> None:
    assert "X (evil.example)" in shown("https://evil.example/@president/1", text="We surrender.", site="X")
    assert "Reuters (paper.example)" in shown("https://www.paper.example/a", title="Silos hit", site="Reuters")
    assert "X (" not in shown(POST, **THINGS["x"].said)
