"""What feeds tell of embeds: a quotation with its link, a sound as an enclosure, a stub of what was withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User

from columns.markup.embedded import figure_of
from columns.models import Entry
from columns.publishing.copies import restore_embed, withdraw_embed
from tests.embeds.kept import THINGS, keep, keep_all
from tests.feeds.conftest import Read
from tests.feeds.test_items import updated

Publish = Callable[..., Entry]
POST, SOUND = THINGS["x"], THINGS["media"]


def test_an_embed_is_a_quotation_with_its_author_its_link_and_when_it_was_kept(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    keep(alice, POST.url, **POST.said)
    publish("Smoke", f"<p>Before.</p>{figure_of(POST.url)}")
    for address in addresses:
        (content,) = read(address).contents
        assert content.index("Before.") < content.index("<blockquote") < content.index("Two columns of smoke")
        assert 'lang="en"' in content
        assert "— <bdi>North Road Observers</bdi> (<bdi>@northroad</bdi>), <bdi>X</bdi>" in content
        assert f'<a href="{POST.url}">x.com/northroad/status/651700000000000000</a>' in content
        assert "Copy kept 7 October 2015 14:05 (Damascus, UTC+3)" in content
        assert "<figure" not in content


def test_every_kind_is_told_and_every_feed_can_be_parsed(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    for embed in keep_all(alice).values():
        publish("", figure_of(embed.url))
    for address in addresses:
        feed = read(address)
        assert len(feed.contents) == len(THINGS)
        assert all(feed.titles)
        assert not any("<button" in content or "<img" in content for content in feed.contents)


def test_an_item_without_words_takes_those_of_its_first_embed(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    keep(alice, POST.url, **POST.said)
    publish("", figure_of(POST.url))
    for address in addresses:
        (title,) = read(address).titles
        assert title.startswith("North Road Observers: Two columns of smoke")


def test_sounds_are_enclosures_of_which_rss_takes_the_first(read: Read, publish: Publish, alice: User) -> None:
    other = "https://sound.example/second.ogg"
    keep(alice, SOUND.url, **SOUND.said)
    keep(alice, other)
    publish("Two sounds", figure_of(SOUND.url) + figure_of(other))
    first = {"href": SOUND.url, "length": "7340032", "type": "audio/mpeg"}
    second = {"href": other, "length": "0", "type": "audio/ogg"}
    for address, told in (("/feed.rss", [first]), ("/feed.atom", [first, second])):
        (item,) = read(address).entries
        assert [{name: each[name] for name in first} for each in item.enclosures] == told


def test_a_withdrawn_embed_is_a_stub_and_makes_its_item_newer_and_a_settled_one_does_not(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    publish("A sound", figure_of(SOUND.url))
    was = [updated(read(address).root) for address in addresses]
    embed = keep(alice, SOUND.url, **SOUND.said)
    assert [updated(read(address).root) for address in addresses] == was
    withdrawn = withdraw_embed(by=alice, embed=embed, reason="It named a witness")
    then = []
    for address, before in zip(addresses, was, strict=True):
        feed = read(address)
        (item,) = feed.entries
        then.append(updated(feed.root))
        assert then[-1] > before
        assert "It named a witness" in feed.contents[0]
        assert b"sound.example" not in feed.raw
        assert not item.enclosures
    restore_embed(by=alice, embed=withdrawn)
    assert all(updated(read(address).root) > before for address, before in zip(addresses, then, strict=True))
