"""One snapshot of all that was answered."""

from __future__ import annotations

import datetime

import pytest

from columns.embeds.provider import Answer, Kind, Snapshot, Space
from columns.embeds.registry import match
from columns.embeds.snapshot import as_it_is, landed, snapshot_of

from . import addresses, answers
from .answers import oembed, page


def test_a_post_on_x_is_whole_with_its_time_and_handle() -> None:
    said = snapshot_of(match("https://twitter.com/lena/status/1585841080431321088"), [oembed(answers.X)])
    assert said.text.startswith("Мост открыт.")
    assert (said.author, said.handle, said.site, said.language) == ("Лена", "@lena", "X", "ru")
    assert said.published_at is not None
    assert said.canonical_url == "https://x.com/lena/status/1585841080431321088"


def test_a_post_on_mastodon_has_its_author_from_the_title_and_its_words_from_the_page() -> None:
    url = "https://social.example.org/@lena/109372843234738291"
    said = snapshot_of(match(url), [page("mastodon", url), oembed(answers.MASTODON)])
    assert (said.author, said.handle) == ("Lena Reporter", "@lena@social.example.org")
    assert said.text == "The bridge is open.\n\nI walked across at noon."
    assert said.published_at == datetime.datetime(2022, 11, 19, 10, tzinfo=datetime.UTC)
    assert (said.title, said.site) == ("", "Example Social")


def test_a_page_that_names_a_sound_of_its_own_is_played_and_one_that_does_not_is_a_link() -> None:
    found = match("https://pod.example/episodes/12")
    there = as_it_is(found, snapshot_of(found, [page("podcast", found.url)]))
    assert (there.kind, there.space, there.url) == (Kind.AUDIO, Space.BAR, found.url)
    assert as_it_is(found, snapshot_of(found, [page("article-en", found.url)])) == found


def test_a_post_on_telegram_is_read_off_its_widget() -> None:
    found = match("https://t.me/s/astrapress/69491")
    said = snapshot_of(found, [page("telegram", found.ask[0])])
    assert said == Snapshot(
        text='Мост открыт\n\nДвижение "в одну сторону", пишет мэрия.',
        author="Новости 🚧",
        handle="@astrapress",
        site="Telegram",
        published_at=datetime.datetime(2024, 11, 29, 19, 21, 35, tzinfo=datetime.UTC),
        picture_url="https://cdn4.example.org/file/a.jpg",
        canonical_url="https://t.me/astrapress/69491",
    )


def test_a_post_that_is_gone_from_telegram_has_no_words() -> None:
    found = match("https://t.me/astrapress/69491")
    said = snapshot_of(found, [page("telegram-gone", found.ask[0])])
    assert (said.text, said.title, said.author) == ("", "", "")


def test_a_post_on_instagram_is_read_without_its_counts() -> None:
    found = match("https://www.instagram.com/lena.reporter/p/CmUv48DLvxd/")
    said = snapshot_of(found, [page("instagram", found.url)])
    assert (said.author, said.title, said.text) == (
        "Lena Reporter",
        "",
        "The bridge is open.\n\nI walked across at noon.",
    )
    assert said.picture_url == "https://scontent.example.org/a.jpg?x=1&y=2"


def test_a_video_has_its_title_channel_and_picture() -> None:
    said = snapshot_of(match("https://youtu.be/gfnJ07iJv3M?si=x"), [oembed(answers.YOUTUBE)])
    assert (said.title, said.author, said.handle) == ("Bridge, filmed from the north bank", "Example TV", "@ExampleTV")
    assert said.canonical_url == addresses.YOUTUBE


def test_an_earlier_answer_counts_before_a_later_one() -> None:
    url = "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk"
    later = Answer(url, "text/html", "<title>Later</title><meta name=description content=More>")
    said = snapshot_of(match(url), [oembed({"title": "First"}), later])
    assert (said.title, said.text) == ("First", "More")


@pytest.mark.parametrize("door", ["https://www.instagram.com/accounts/login/", "https://evil.example/p/CmUv48DLvxd/"])
def test_the_door_that_we_were_sent_to_is_not_the_post(door: str) -> None:
    said = snapshot_of(match("https://www.instagram.com/p/CmUv48DLvxd/"), [page("instagram", door)])
    assert (said.text, said.author) == ("", "")


def test_a_link_is_known_by_what_its_page_calls_itself() -> None:
    found = match("http://herald.example/world/bridge?id=7&utm_source=x")
    said = snapshot_of(found, [page("article-en", "https://www.herald.example/world/bridge?id=7")])
    assert said.canonical_url == "https://www.herald.example/world/bridge-reopens"
    assert said.site == "The Example Herald"


def test_a_link_that_answers_nothing_is_still_a_link() -> None:
    said = snapshot_of(match("https://herald.example/a"), [])
    assert said == Snapshot(site="herald.example", canonical_url="https://herald.example/a")


@pytest.mark.parametrize("kind", ["image/png", "text/plain", "application/zip"])
def test_an_answer_of_another_type_says_nothing(kind: str) -> None:
    said = snapshot_of(match("https://e.org/a"), [Answer("https://e.org/a", kind, "<title>No</title>")])
    assert said.title == ""


def test_a_map_at_zero_degrees_stays_there() -> None:
    said = snapshot_of(match("https://www.openstreetmap.org/#map=0/0/0"), [])
    assert (said.latitude, said.longitude, said.zoom, said.site) == (0, 0, 0, "OpenStreetMap")


@pytest.mark.parametrize(
    ("short", "there", "provider"),
    [
        ("https://bit.ly/3x", "https://www.youtube.com/watch?v=gfnJ07iJv3M", "youtube"),
        ("https://vm.tiktok.com/ZMabc/", addresses.TIKTOK, "tiktok"),
        ("https://maps.app.goo.gl/AbC", "https://www.google.com/maps/@50.45,30.52,12z", "google_maps"),
        ("https://bit.ly/3x", "https://e.org/a", "link"),
        ("https://bit.ly/3x", "https://youtube.com@evil.example/", "link"),
    ],
)
def test_a_short_link_is_what_it_leads_to(short: str, there: str, provider: str) -> None:
    assert landed(match(short), [Answer(there, "text/html", "")]).provider == provider


def test_a_match_that_is_none_of_a_link_stays() -> None:
    found = match(addresses.X)
    assert landed(found, [Answer(addresses.YOUTUBE, "text/html", "")]) is found


@pytest.mark.parametrize(
    "wrong",
    [
        {"published_at": datetime.datetime(2015, 10, 3)},
        {"published_at": datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)},
        {"published_at": datetime.datetime.max.replace(tzinfo=datetime.UTC)},
        {"language": "und"},
        {"language": "english please"},
        {"picture_url": "/relative.jpg"},
        {"media_url": "mailto:a@b.example"},
        {"media_type": "text/html"},
        {"media_length": -1},
        {"latitude": 91.0},
        {"longitude": float("nan")},
        {"title": "\u202e\x00 \n"},
    ],
    ids=repr,
)
def test_what_is_not_plausible_is_left_empty(wrong: dict[str, object]) -> None:
    assert Snapshot(**wrong) == Snapshot()  # type: ignore[arg-type]


def test_a_time_is_kept_in_utc_and_a_language_in_its_own_form() -> None:
    noon = datetime.datetime(2015, 10, 3, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
    said = Snapshot(published_at=noon, language="pt_BR", media_type="Audio/MPEG; charset=x", zoom=99)
    assert (said.published_at, said.language) == (datetime.datetime(2015, 10, 3, 9, tzinfo=datetime.UTC), "pt-BR")
    assert said.published_at is not None
    assert said.published_at.tzinfo is datetime.UTC
    assert (said.media_type, said.zoom) == ("audio/mpeg", 20)
