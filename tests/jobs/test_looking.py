"""Looking after a copy: the original is there, gone, or another, and the copy stays."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from columns.embeds.registry import match
from columns.jobs.schedule import LATER, LOOKS, RETRIES, next_look
from columns.models import Embed
from columns.outside.reasons import Reason
from columns.publishing.claiming import claim_embed
from columns.publishing.copies import correct_embed, restore_embed, withdraw_embed
from columns.publishing.embeds import retry_embed, take_embed
from tests.outside.world import World

from .conftest import ARTICLE, URL, due, is_about, now_of, wait, work

BLUESKY = "https://bsky.app/profile/lena.example/post/3kabc"


@pytest.fixture
def copied(outside_world: World, embed: Embed) -> Embed:
    """An embed with a copy."""
    outside_world.page(URL, ARTICLE)
    work()
    return now_of(embed)


def look(embed: Embed) -> Embed:
    """Let it be looked after now."""
    due(embed)
    assert work() == [embed.pk]
    return now_of(embed)


def test_it_is_looked_for_after_an_hour_a_day_a_week_and_then_every_month() -> None:
    captured = timezone.now()
    moment, waits = captured, []
    for _ in range(6):
        moment = next_look(captured, moment)
        waits.append(moment - captured)
    assert waits == [*LOOKS, *(LOOKS[-1] + LATER * month for month in (1, 2, 3))]


def test_what_is_still_there_was_seen(outside_world: World, copied: Embed) -> None:
    seen = look(copied)
    assert (seen.gone_at, seen.changed_at, seen.captured_at) == (None, None, copied.captured_at)
    assert seen.checked_at > copied.checked_at
    assert is_about(wait(copied), LOOKS[0])


def test_what_is_gone_is_said_to_be_and_stays(outside_world: World, copied: Embed) -> None:
    outside_world.status(URL, 404)
    gone = look(copied)
    assert gone.gone_at is not None
    assert (gone.state, gone.title, gone.checked_at) == (Embed.State.SETTLED, "Bridge hit", copied.checked_at)
    again = look(copied)
    assert again.gone_at == gone.gone_at
    outside_world.page(URL, ARTICLE)
    assert look(copied).gone_at is None


def test_what_says_something_else_now_stays_as_it_was(outside_world: World, copied: Embed) -> None:
    outside_world.page(URL, b"<title>Buy shoes</title>")
    other = look(copied)
    assert (other.title, other.text, other.sha256) == ("Bridge hit", "Two strikes.", copied.sha256)
    assert other.changed_at is not None
    outside_world.page(URL, ARTICLE)
    assert look(copied).changed_at is None


def test_what_an_editor_corrected_is_not_said_to_differ(outside_world: World, copied: Embed) -> None:
    correct_embed(by=None, embed=copied, revision=copied.revision, archive_url="", title="The bridge is hit")
    assert look(copied).changed_at is None


@pytest.mark.parametrize("status", [429, 500, 503])
def test_trouble_says_nothing_about_an_original(outside_world: World, copied: Embed, status: int) -> None:
    outside_world.status(URL, status)
    same = look(copied)
    assert (same.gone_at, same.checked_at, same.reason) == (None, copied.checked_at, "")
    assert is_about(wait(copied), RETRIES[0])


def test_trouble_without_end_is_met_no_oftener_than_an_original_is_looked_for(
    outside_world: World, copied: Embed
) -> None:
    outside_world.status(URL, 503)
    due(copied, captured_at=timezone.now() - timedelta(days=400), tries=len(RETRIES) + 1)
    assert work() == [copied.pk]
    assert is_about(wait(copied), LATER)


@pytest.mark.parametrize("status", [401, 403])
def test_nor_does_a_site_that_does_not_let_us_look(outside_world: World, copied: Embed, status: int) -> None:
    outside_world.status(URL, status)
    same = look(copied)
    assert (same.gone_at, same.changed_at, same.checked_at) == (None, None, copied.checked_at)
    assert is_about(wait(copied), LOOKS[0])


def test_nor_does_a_page_that_no_longer_says_anything(outside_world: World, copied: Embed) -> None:
    outside_world.page(URL, b"<body>Please sign in.")
    same = look(copied)
    assert (same.gone_at, same.changed_at, same.checked_at) == (None, None, copied.checked_at)


def test_with_the_way_out_closed_nothing_is_said_to_be_gone(outside_world: World, copied: Embed, settings: Any) -> None:
    settings.OUTSIDE = False
    assert (look(copied).gone_at, look(copied).state) == (None, Embed.State.SETTLED)


def test_a_post_that_its_endpoint_knows_no_more_is_gone_though_its_page_is_a_shell(
    outside_world: World, db: None
) -> None:
    embed = take_embed(by=None, url=BLUESKY)
    html = "<blockquote><p>The bridge is open.</p></blockquote>"
    endpoint, page = match(BLUESKY).ask
    outside_world.page(endpoint, json.dumps({"html": html, "author_name": "Lena"}).encode(), "application/json")
    outside_world.page(page, b"<title>Bluesky</title>")
    work()
    assert now_of(embed).text == "The bridge is open."
    outside_world.status(endpoint, 404)
    assert look(embed).gone_at is not None


def test_but_not_one_that_only_its_page_has_ever_shown(outside_world: World, db: None) -> None:
    embed = take_embed(by=None, url=BLUESKY)
    endpoint, page = match(BLUESKY).ask
    outside_world.page(page, b'<meta property="og:description" content="The bridge is open.">')
    outside_world.status(endpoint, 404)
    work()
    assert now_of(embed).text == "The bridge is open."
    assert look(embed).gone_at is None


@pytest.mark.parametrize(
    ("url", "content_type"),
    [("https://pod.example/episode.mp3", "audio/mpeg"), ("https://docs.example/a.pdf", "application/pdf")],
)
def test_a_file_is_there_or_gone(outside_world: World, db: None, url: str, content_type: str) -> None:
    embed = take_embed(by=None, url=url)
    outside_world.page(url, b"x", content_type)
    work()
    assert (look(embed).gone_at, now_of(embed).changed_at) == (None, None)
    outside_world.status(url, 404)
    assert look(embed).gone_at is not None


def test_an_original_that_is_gone_when_a_new_copy_is_asked_for_is_seen_to_be(
    outside_world: World, copied: Embed
) -> None:
    outside_world.status(URL, 404)
    retry_embed(by=None, embed=copied)
    assert work() == [copied.pk, copied.pk]
    gone = now_of(copied)
    assert (gone.state, gone.title, gone.gone_at is None) == (Embed.State.SETTLED, "Bridge hit", False)


def test_a_new_copy_that_is_refused_for_good_leaves_the_old_one_looked_after(
    outside_world: World, copied: Embed
) -> None:
    outside_world.status(URL, 403)
    retry_embed(by=None, embed=copied)
    work()
    assert (now_of(copied).state, now_of(copied).reason) == (Embed.State.SETTLED, Reason.FORBIDDEN)
    assert is_about(wait(copied), LOOKS[0])
    outside_world.page(URL, ARTICLE)
    assert (look(copied).reason, look(copied).gone_at) == ("", None)


def test_a_map_is_never_looked_for_not_even_when_it_is_restored(outside_world: World, db: None) -> None:
    embed = take_embed(by=None, url="https://www.openstreetmap.org/?mlat=36.2021&mlon=37.1343#map=14/36.2021/37.1343")
    work()
    restore_embed(by=None, embed=withdraw_embed(by=None, embed=embed, reason="The wrong town"))
    assert work() == [embed.pk]
    assert now_of(embed).next_try_at is None


def test_a_look_that_kills_every_worker_waits_for_the_next_one(outside_world: World, copied: Embed) -> None:
    for _ in range(len(RETRIES) + 2):
        due(copied)
        claim_embed(by=None)  # and its worker is killed
    outside_world.requests.clear()
    assert look(copied).tries == 0
    assert not outside_world.requests
    assert wait(copied) > timedelta(minutes=50)


def test_looks_that_tell_nothing_use_up_no_tries(outside_world: World, copied: Embed) -> None:
    outside_world.status(URL, 403)
    for _ in range(len(RETRIES) + 2):
        assert look(copied).tries == 0
    outside_world.status(URL, 503)
    assert look(copied).tries == 1
    assert wait(copied) < timedelta(minutes=1)
