"""Pictures: alone, in galleries, under covers and withdrawn, on the page and in every answer that carries an entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.markup.embedded import figure_of
from columns.markup.pictured import gallery_of
from columns.models import Entry, Image, Post
from columns.publishing.copies import correct_embed
from columns.publishing.image_withdrawals import withdraw_image
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image
from columns.publishing.posts import amend_post
from columns.publishing.texts import PostText
from columns.reading.delta import HEAVY
from columns.reading.opening import opening
from tests.embeds.kept import THINGS, keep
from tests.images.kept import COVER, SAID, settled, taken
from tests.reading.test_cards import html

Publish = Callable[..., Entry]
LONG = "A caption as long as they are: where it is, what happens there, who is seen, and when it was."


@pytest.fixture
def shown(publish: Publish) -> Callable[..., str]:
    """An entry with these pictures in one place, as readers see it."""
    return lambda *images: html(publish("", f"<p>Before.</p>{gallery_of([image.pk for image in images])}<p>After.</p>"))


def describe(alice: User, image: Image, **changed: Any) -> Image:
    image = Image.objects.get(pk=image.pk)
    words = replace(ImageWords.of(image), **changed)
    return describe_image(by=alice, image=image, revision=image.revision, words=words)


def test_a_picture_stands_in_its_place_with_its_words_apart(alice: User, shown: Callable[..., str]) -> None:
    said = shown(taken(alice))
    assert said.index("Before.") < said.index('<figure class="picture"') < said.index("After.")
    assert f'alt="{SAID["alt"]}"' in said
    assert f'<bdi>{SAID["caption"]}</bdi> <bdi class="credit">{SAID["credit"]}</bdi>' in said
    assert said.count("<rect") == 12
    assert "style=" not in said


def test_each_format_offers_its_sizes_and_the_link_leads_to_the_largest_jpeg(
    alice: User, shown: Callable[..., str]
) -> None:
    image = settled(alice, (2000, 1000))
    said = shown(image)
    assert f'<a class="frame" href="{image.url(2000)}"' in said
    for ending in ("avif", "webp", "jpg"):
        offered = ",".join(f"{image.url(width, ending)} {width}w" for width in (400, 800, 1200, 1600))
        assert f'srcset="{offered}"' in said
    assert f'src="{image.url(800)}"' in said
    assert said.count('sizes="min(39rem,100vw)"') == 3


@pytest.mark.parametrize(("size", "space"), [((300, 200), (300, 200)), ((900, 1800), (320, 640))])
def test_a_picture_is_never_enlarged_and_a_tall_one_is_bounded(
    alice: User, shown: Callable[..., str], size: tuple[int, int], space: tuple[int, int]
) -> None:
    said = shown(settled(alice, size))
    assert 'width="{}" height="{}"'.format(*space) in said
    assert f"min({space[0]}px,100vw)" in said


def test_of_several_each_has_its_caption_and_its_focus(alice: User, shown: Callable[..., str]) -> None:
    images = [settled(alice, caption=f"Number {n}", focus=(33, 71)) for n in range(3)]
    said = shown(*images)
    assert said.count('<div class="gallery"') == 1
    assert all(f"Number {n}" in said for n in range(3))
    assert said.count('class="fx-30 fy-70"') == 3
    assert said.count("19rem") == 6  # the first stands alone


def test_nothing_of_a_covered_picture_stands_outside_its_cover(alice: User, shown: Callable[..., str]) -> None:
    said = shown(settled(alice, **COVER))
    before, rest = said.split('<details class="cover">')
    cover, after = rest.split("</details>")
    summary, inside = cover.split("</summary>")
    assert "Graphic: death, blood" in summary
    assert COVER["cover_note"] in summary
    for private in (COVER["alt"], COVER["caption"], "/media/"):
        assert private in inside
        assert private not in before + summary + after
    assert "<rect" not in said
    assert not re.search(r"\ssrc(set)?=", inside)  # nor is it loaded by a browser without scripts


def test_a_covered_embed_lies_under_the_same_cover(alice: User, publish: Publish) -> None:
    embed = keep(alice, THINGS["x"].url, **THINGS["x"].said)
    revision, cover = embed.revision, {"cover": ["audio"], "cover_note": "Screams."}
    correct_embed(by=alice, embed=embed, revision=revision, archive_url="", **cover)
    entry = publish("", figure_of(embed.url))
    before, rest = html(entry).split('<details class="cover">')
    assert "Screams." in rest.split("</summary>")[0]
    assert "Two columns of smoke" in rest.split("</summary>")[1]
    assert "Two columns" not in before
    assert opening(Entry.objects.get(pk=entry.pk), 80) == "Screams."


def test_a_withdrawn_picture_leaves_why_and_nothing_else(alice: User, shown: Callable[..., str]) -> None:
    image = settled(alice)
    withdraw_image(by=alice, image=image, reason="A witness can be recognised.")
    said = shown(Image.objects.get(pk=image.pk))
    assert "A witness can be recognised." in said
    assert not any(part in said for part in ("/media/", SAID["alt"], SAID["caption"], SAID["credit"]))


def test_the_lead_of_a_post_comes_at_once_unless_it_is_covered(client: Client, alice: User, live_post: Post) -> None:
    image = settled(alice)
    text = replace(PostText.of(live_post), lead=image)
    amend_post(by=alice, post=live_post, text=text, revision=live_post.revision)
    page = client.get(live_post.get_absolute_url()).content.decode()
    assert 'fetchpriority="high"' in page
    assert 'loading="lazy"' not in page
    describe(alice, image, cover=("blood",), cover_note="Blood on the floor.")
    page = client.get(live_post.get_absolute_url()).content.decode()
    assert 'fetchpriority="high"' not in page
    assert "Blood on the floor." in page


def test_what_is_said_in_another_way_is_escaped(alice: User, shown: Callable[..., str]) -> None:
    said = shown(taken(alice, caption="<b>bold</b>", alt='"><script>', credit="<i>", focus=(0, 100)))
    assert not re.search(r"<(b|i|script)>", said)
    assert 'class="fx-0 fy-100"' in said


def test_eight_pictures_travel_with_their_entry(alice: User, shown: Callable[..., str]) -> None:
    images = [settled(alice, (1800, 1200), caption=LONG, alt=LONG, focus=(30, 30)) for _ in range(8)]
    assert len(shown(*images).encode()) < HEAVY


def test_whoever_saves_data_gets_words_and_a_price_in_the_place_of_each_picture(
    client: Client, alice: User, live_post: Post, publish: Publish
) -> None:
    shown, hidden = settled(alice), settled(alice, **COVER)
    publish("", gallery_of([shown.pk, hidden.pk]))
    address = live_post.get_absolute_url()
    usual, saving = client.get(address), client.get(address, headers={"Save-Data": "on"})
    assert "Save-Data" in usual.headers["Vary"]
    assert "Save-Data" in saving.headers["Vary"]
    assert usual.headers["ETag"] != saving.headers["ETag"]
    assert "Load the picture (" not in usual.content.decode().split("<dialog")[0]
    page = saving.content.decode()
    assert re.search(rf'<span dir="auto">{SAID["alt"]}</span> <strong>Load the picture \(\d+ KB\)</strong>', page)
    assert not re.search(r"<(img|source)[^>]* src(set)?=", page)
    for image in (shown, hidden):
        assert page.count(image.url(400)) == 2  # to load it here, and to open it
        assert not any(image.url(width) in page for width in (800, 1200))
