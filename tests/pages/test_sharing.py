"""What networks are told of a page: its words and its card, escaped, and nothing of what was withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Column, Entry, Post
from columns.publishing.columns import change_column
from columns.publishing.posts import amend_post, close_post
from columns.publishing.site import change_site
from columns.publishing.texts import PostText
from columns.publishing.withdrawals import withdraw_entry

SITE = "http://testserver"


class _Metas(HTMLParser):
    """Collects what the head of a page says of it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        about = dict(attrs)
        name = about.get("property") or about.get("name") or ""
        if tag == "meta" and name.startswith(("og:", "twitter:")):
            assert name not in self.said
            self.said[name] = about["content"] or ""


@pytest.fixture
def told(client: Client, settings) -> Callable[[str], dict[str, str]]:
    """What a page tells networks, by its address."""
    settings.SITE_URL = SITE

    def told(address: str) -> dict[str, str]:
        reader = _Metas()
        reader.feed(client.get(address).content.decode())
        return reader.said

    return told


Told = Callable[[str], dict[str, str]]


def test_a_post_tells_everything(told: Told, live_post: Post) -> None:
    said = told(live_post.get_absolute_url())
    card = said.pop("og:image")
    assert card.startswith(f"{SITE}{live_post.get_absolute_url()}card.jpg?v=")
    assert said == {
        "og:site_name": "Live blog",
        "og:type": "article",
        "og:url": f"{SITE}{live_post.get_absolute_url()}",
        "og:title": "The first week",
        "og:description": "What is known so far.",
        "og:locale": "en_GB",
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "The first week · Putin in Syria · Live · Wednesday 7 October 2015 · Damascus, UTC+3",
        "twitter:card": "summary_large_image",
    }


def test_an_entry_tells_its_headline_and_its_first_words(told: Told, publish: Callable[..., Entry]) -> None:
    entry = publish("Missiles", "<p>Twenty-six of <b>them</b>.</p>")
    said = told(entry.get_absolute_url())
    assert (said["og:title"], said["og:description"]) == ("Missiles", "Twenty-six of them.")
    assert said["og:url"] == SITE + entry.get_absolute_url()
    assert said["og:image"].startswith(f"{SITE}{entry.get_absolute_url()}card.jpg?v=")


def test_an_entry_without_a_text_is_told_by_its_post(told: Told, publish: Callable[..., Entry]) -> None:
    assert told(publish("Missiles").get_absolute_url())["og:description"] == "The first week"


def test_a_withdrawn_entry_tells_nothing_of_its_text(
    told: Told, client: Client, live_post: Post, publish: Callable[..., Entry]
) -> None:
    entry = withdraw_entry(by=None, entry=publish("Missiles", "<p>Twenty-six.</p>"), reason="Wrong")
    said = told(entry.get_absolute_url())
    of_post = told(live_post.get_absolute_url())
    assert said == of_post | {"og:url": SITE + entry.get_absolute_url()}
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "Missiles" not in page
    assert "Twenty-six" not in page


def test_a_column_tells_of_its_newest_post_which_it_shows(told: Told, column: Column, live_post: Post) -> None:
    assert told(column.get_absolute_url()) == told(live_post.get_absolute_url())


def test_a_column_without_a_post_tells_of_itself(told: Told, column: Column) -> None:
    said = told(column.get_absolute_url())
    assert (said["og:title"], said["og:type"]) == ("Putin in Syria", "website")
    assert "og:image" not in said
    assert "twitter:card" not in said


def test_the_front_page_tells_of_the_site_with_the_card_of_what_stands_first(told: Told, live_post: Post) -> None:
    change_site(by=None, name="The Desk", tagline="As it happens.")
    said = told("/")
    assert (said["og:title"], said["og:description"], said["og:type"]) == ("The Desk", "As it happens.", "website")
    assert said["og:url"] == f"{SITE}/"
    assert said["og:image"] == told(live_post.get_absolute_url())["og:image"]


def test_an_empty_front_page_has_no_card(told: Told, db: None) -> None:
    assert "og:image" not in told("/")


def test_nothing_that_an_editor_writes_gets_out_of_its_place(told: Told, live_post: Post, client: Client) -> None:
    title = '"><script>alert(1)</script> & “more”'
    amend_post(by=None, post=live_post, text=PostText(title, standfirst="' onload='x"), revision=live_post.revision)
    said = told(live_post.get_absolute_url())
    assert (said["og:title"], said["og:description"]) == (title, "' onload='x")
    assert "<script>alert" not in client.get(live_post.get_absolute_url()).content.decode()


def test_the_address_of_a_card_is_another_one_when_it_looks_otherwise(told: Told, live_post: Post) -> None:
    before = told(live_post.get_absolute_url())["og:image"]
    close_post(by=None, post=live_post)
    assert told(live_post.get_absolute_url())["og:image"] != before


@pytest.mark.parametrize(("language", "locale"), [("ar", "ar_AR"), ("ru", "ru_RU"), ("fa", "fa_IR")])
def test_the_language_is_the_columns(
    told: Told, column: Column, live_post: Post, alice: User, language: str, locale: str
) -> None:
    change_column(
        by=alice, column=column, revision=1, slug=column.slug, title="X", description="", state="live",
        time_zone="UTC", language=language,
    )
    said = told(live_post.get_absolute_url())
    assert said["og:locale"] == locale
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")


def test_a_page_is_the_same_for_an_editor_as_for_a_stranger(client: Client, live_post: Post, alice: User) -> None:
    before = client.get(live_post.get_absolute_url()).content
    client.force_login(alice)
    assert client.get(live_post.get_absolute_url()).content == before


def test_a_page_that_is_not_there_tells_nothing(told: Told, db: None) -> None:
    assert told("/none/") == {}
