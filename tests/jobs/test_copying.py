"""A first copy: what is asked for, what is kept of it, and what becomes of it when nothing comes."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage

from columns.embeds.registry import match
from columns.jobs.schedule import RETRIES
from columns.models import Embed
from columns.outside.reasons import Reason
from columns.publishing.embeds import retry_embed, take_embed
from tests.outside.answers import hang, page
from tests.outside.world import World

from .conftest import ARTICLE, URL, due, is_about, jpeg, now_of, wait, work

State = Embed.State


def test_a_page_becomes_a_card_with_a_picture_of_our_own(outside_world: World, embed: Embed) -> None:
    outside_world.page(URL, ARTICLE)
    outside_world.page("https://news.example/bridge.png", jpeg(), "image/jpeg")
    assert work() == [embed.pk]
    kept = now_of(embed)
    assert (kept.state, kept.reason, kept.title, kept.text, kept.author, kept.site) == (
        State.SETTLED, "", "Bridge hit", "Two strikes.", "Lena", "news.example",
    )  # fmt: skip
    assert (kept.picture_width, kept.picture_height) == (80, 60)
    assert default_storage.open(kept.picture.name).read(2) == b"\xff\xd8"
    assert kept.sha256 == hashlib.sha256(ARTICLE + jpeg()).hexdigest()
    assert kept.captured_at == kept.checked_at
    assert is_about(wait(embed), timedelta(hours=1))
    assert work() == []


@pytest.mark.parametrize("picture", [b"<svg/>", b"", b"\xff\xd8 no more"])
def test_a_picture_that_fails_is_no_failure_of_the_card(outside_world: World, embed: Embed, picture: bytes) -> None:
    outside_world.page(URL, ARTICLE)
    outside_world.page("https://news.example/bridge.png", picture, "image/jpeg")
    work()
    assert (now_of(embed).state, now_of(embed).title, now_of(embed).picture.name) == (State.SETTLED, "Bridge hit", "")


def test_a_page_without_a_word_is_a_card_with_its_host(outside_world: World, embed: Embed) -> None:
    outside_world.page(URL, b"")
    work()
    assert (now_of(embed).state, now_of(embed).title, now_of(embed).site) == (State.SETTLED, "", "news.example")


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("https://sound.example/a.mp3", "https://sound.example/a.mp3"),
        ("https://радио.example/a.mp3", "https://xn--80aimyg.example/a.mp3"),
        *((f"{place}/a.mp3", "") for place in ("http://192.168.1.1", "http://127.0.0.1:6379", "https://[::1]")),
        *((f"{place}/a.mp3", "") for place in ("https://a.example;sandbox", "https://a.example,b", "https://*")),
        ("https://sound.example:8443/a.mp3", ""),
        ("http://router.lan/a.mp3", ""),
    ],
)
def test_a_page_leads_readers_only_to_files_that_we_should_ask_for(
    outside_world: World, embed: Embed, named: str, kept: str
) -> None:
    page = f'<title>A</title><meta property="og:audio" content="{named}"><meta property="og:audio:type" '
    outside_world.page(URL, f'{page} content="audio/mpeg">'.encode())
    work()
    assert (now_of(embed).state, now_of(embed).media_url) == (State.SETTLED, kept)


def test_a_short_link_becomes_what_it_leads_to(outside_world: World, db: None) -> None:
    embed = take_embed(by=None, url="https://short.example/a")
    outside_world.redirect("https://short.example/a", "https://vimeo.com/76979871")
    outside_world.page("https://vimeo.com/76979871", b"<title>Vimeo</title>")
    said = json.dumps({"title": "The bridge, filmed", "author_name": "Example TV"})
    outside_world.page(*match("https://vimeo.com/76979871").ask, said.encode(), "application/json")
    work()
    kept = now_of(embed)
    assert (kept.state, kept.provider, kept.kind, kept.title, kept.canonical_url) == (
        State.SETTLED, "vimeo", "video", "The bridge, filmed", "https://vimeo.com/76979871",
    )  # fmt: skip


def test_what_one_answer_says_is_kept_though_another_is_refused(outside_world: World, db: None) -> None:
    embed = take_embed(by=None, url="https://social.example/@lena/1")
    outside_world.page("https://social.example/@lena/1", ARTICLE)
    work()
    assert (now_of(embed).state, now_of(embed).text) == (State.SETTLED, "Two strikes.")
    assert len(outside_world.requests) >= 2


def test_a_wall_in_the_place_of_a_post_is_no_copy(outside_world: World, db: None) -> None:
    embed = take_embed(by=None, url="https://www.instagram.com/p/Cabc123/")
    outside_world.redirect("https://www.instagram.com/p/Cabc123/", "https://www.instagram.com/accounts/login/")
    outside_world.page("https://www.instagram.com/accounts/login/", b"<title>Log in</title>")
    work()
    assert (now_of(embed).state, now_of(embed).reason) == (State.FAILED, Reason.FORBIDDEN)


@pytest.mark.parametrize(
    "url", ["https://www.openstreetmap.org/?mlat=33.51&mlon=36.27#map=12/33.51/36.27", "https://docs.example/a.pdf"]
)
def test_what_its_address_tells_is_kept_at_once(outside_world: World, db: None, url: str) -> None:
    embed = take_embed(by=None, url=url)
    work()
    assert (now_of(embed).state, now_of(embed).sha256) == (State.SETTLED, "")
    assert not outside_world.requests


def test_of_a_sound_the_type_and_the_length_are_learnt(outside_world: World, db: None) -> None:
    embed = take_embed(by=None, url="https://pod.example/episode.mp3")
    outside_world.page("https://pod.example/episode.mp3", b"x" * 5000, "audio/mpeg")
    work()
    kept = now_of(embed)
    assert (kept.state, kept.media_type, kept.media_length, kept.sha256) == (State.SETTLED, "audio/mpeg", 5000, "")


@pytest.mark.parametrize(("status", "content_type"), [(403, "text/html"), (200, "application/octet-stream")])
def test_a_sound_that_is_kept_from_us_may_still_play(
    outside_world: World, db: None, status: int, content_type: str
) -> None:
    embed = take_embed(by=None, url="https://pod.example/episode.mp3")
    outside_world.answer("https://pod.example/episode.mp3", page(b"x", content_type, status))
    work()
    assert (now_of(embed).state, now_of(embed).media_type) == (State.SETTLED, "audio/mpeg")


def test_what_may_pass_is_tried_again_later_and_later_and_then_given_up(outside_world: World, embed: Embed) -> None:
    outside_world.status(URL, 503)
    for pause in RETRIES:
        work()
        assert (now_of(embed).state, now_of(embed).reason) == (State.FAILED, Reason.BUSY)
        assert is_about(wait(embed), pause)
        due(embed)
    work()
    assert (now_of(embed).state, wait(embed), now_of(embed).tries) == (State.FAILED, None, len(RETRIES) + 1)
    outside_world.page(URL, ARTICLE)
    retry_embed(by=None, embed=embed)
    work()
    assert now_of(embed).state == State.SETTLED


def test_what_is_final_is_not_tried_again(outside_world: World, embed: Embed) -> None:
    outside_world.status(URL, 404)
    work()
    assert (now_of(embed).state, now_of(embed).reason, wait(embed)) == (State.FAILED, Reason.GONE, None)


def test_with_the_way_out_closed_an_embed_fails_at_once_and_can_be_tried_again(
    outside_world: World, embed: Embed, settings: Any
) -> None:
    settings.OUTSIDE = False
    work()
    assert (now_of(embed).state, now_of(embed).reason, wait(embed)) == (State.FAILED, Reason.OFF, None)
    settings.OUTSIDE = True
    outside_world.page(URL, ARTICLE)
    retry_embed(by=None, embed=embed)
    work()
    assert now_of(embed).state == State.SETTLED


def test_an_embed_has_one_budget_for_all_that_is_asked(
    outside_world: World, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("columns.jobs.inquiry.BUDGET", 2.0)  # enough to ask once on a busy machine
    embed = take_embed(by=None, url="https://social.example/@lena/1")
    outside_world.answer("https://social.example/@lena/1", hang)
    work()
    assert now_of(embed).reason == Reason.TOO_SLOW
    assert len(outside_world.requests) == 1


def test_a_new_copy_takes_the_place_of_the_old_and_its_picture(outside_world: World, embed: Embed) -> None:
    outside_world.page(URL, ARTICLE)
    outside_world.page("https://news.example/bridge.png", jpeg(), "image/jpeg")
    work()
    before = now_of(embed).picture.name
    outside_world.page(URL, ARTICLE.replace(b"Two", b"Three"))
    retry_embed(by=None, embed=embed)
    work()
    kept = now_of(embed)
    assert (kept.text, kept.picture.name == before) == ("Three strikes.", False)
    assert default_storage.exists(kept.picture.name)


@pytest.mark.django_db(transaction=True)
def test_the_old_picture_is_deleted(outside_world: World) -> None:
    embed = take_embed(by=None, url=URL)
    outside_world.page(URL, ARTICLE)
    outside_world.page("https://news.example/bridge.png", jpeg(), "image/jpeg")
    work()
    retry_embed(by=None, embed=embed)
    work()
    folder = f"embeds/{embed.pk}"
    assert [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]] == [now_of(embed).picture.name]


def test_a_copy_stays_while_a_new_one_cannot_be_had(outside_world: World, embed: Embed) -> None:
    outside_world.page(URL, ARTICLE)
    work()
    outside_world.status(URL, 503)
    retry_embed(by=None, embed=embed)
    work()
    kept = now_of(embed)
    assert (kept.state, kept.reason, kept.title) == (State.SETTLED, Reason.BUSY, "Bridge hit")
    assert is_about(wait(embed), RETRIES[0])
    outside_world.page(URL, ARTICLE.replace(b"Two", b"Three"))
    due(embed)
    work()
    assert (now_of(embed).text, now_of(embed).reason) == ("Three strikes.", "")


def test_what_ended_every_worker_is_given_up(outside_world: World, embed: Embed) -> None:
    due(embed, tries=len(RETRIES) + 1)
    work()
    assert (now_of(embed).state, now_of(embed).reason, wait(embed)) == (State.FAILED, Reason.UNREACHABLE, None)
    assert not outside_world.requests


def test_our_picture_stays_while_the_new_one_is_out_of_reach(outside_world: World, embed: Embed) -> None:
    outside_world.page(URL, ARTICLE)
    outside_world.page("https://news.example/bridge.png", jpeg(), "image/jpeg")
    work()
    outside_world.status("https://news.example/bridge.png", 503)
    retry_embed(by=None, embed=embed)
    work()
    assert now_of(embed).picture
