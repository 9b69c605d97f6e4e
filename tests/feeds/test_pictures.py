"""What feeds tell of pictures: one file of each with its words; of what is covered, only what its cover says."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth.models import User

from columns.markup.embedded import figure_of
from columns.markup.pictured import gallery_of
from columns.models import Entry, Image
from columns.publishing.copies import correct_embed
from columns.publishing.image_withdrawals import withdraw_image
from tests.embeds.kept import THINGS, keep
from tests.feeds.conftest import Read
from tests.feeds.test_items import updated
from tests.images.kept import COVER, SAID, settled

Publish = Callable[..., Entry]


def of(*images: Image) -> str:
    return gallery_of([image.pk for image in images])


def test_each_picture_is_one_jpeg_with_its_caption_and_credit(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    images = [settled(alice), settled(alice, (300, 200), caption="", credit="")]
    publish("The bridge", f"<p>Before.</p>{of(*images)}<p>After.</p>")
    for address in addresses:
        (content,) = read(address).contents
        assert content.count("<img") == content.count("<figure") == 2
        assert content.index("Before.") < content.index("<img") < content.index("After.")
        assert f'src="{settings.SITE_URL}{images[0].url(800)}"' in content
        assert 'width="800" height="533"' in content
        assert f'alt="{SAID["alt"]}"' in content
        assert content.count("<figcaption>") == 1
        assert SAID["caption"] in content
        assert SAID["credit"] in content
        assert not any(part in content for part in ("srcset", "webp", "<svg", "loading="))


def test_a_storage_elsewhere_has_addresses_of_its_own(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    publish("The bridge", of(settled(alice)))
    with patch.object(Image, "url", lambda image, width: f"https://pictures.example/{width}.jpg"):
        assert all('src="https://pictures.example/800.jpg"' in read(address).contents[0] for address in addresses)


def test_of_a_covered_picture_there_is_what_its_cover_says_and_the_way_to_it(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    entry = publish("", of(settled(alice, **COVER)))
    for address in addresses:
        feed = read(address)
        (content,) = feed.contents
        assert "Graphic: death, blood" in content
        assert COVER["cover_note"] in content
        assert f'href="{settings.SITE_URL}/putin-in-syria/entry/{entry.pk}/"' in content
        assert not any(part in feed.raw.decode() for part in ("/media/", COVER["alt"], COVER["caption"]))
        assert feed.titles == [COVER["cover_note"]]


def test_an_entry_without_words_is_named_by_its_first_picture(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    publish("", of(settled(alice)))
    for address in addresses:
        assert read(address).titles == [SAID["caption"]]


def test_a_withdrawn_picture_is_gone_from_its_item_which_is_newer_then(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    image = settled(alice)
    publish("The bridge", of(image))
    before = [updated(read(address).root) for address in addresses]
    withdraw_image(by=alice, image=image, reason="A witness can be recognised.")
    for address, then in zip(addresses, before, strict=True):
        feed = read(address)
        (content,) = feed.contents
        assert "A witness can be recognised." in content
        assert not any(part in feed.raw.decode() for part in ("/media/", SAID["alt"], SAID["caption"]))
        assert updated(feed.root) > then


def test_no_word_of_a_covered_embed_is_told(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    embed = keep(alice, THINGS["media"].url, **THINGS["media"].said)
    said = {"cover": ["audio"], "cover_note": "Screams of the wounded."}
    correct_embed(by=alice, embed=embed, revision=embed.revision, archive_url="", **said)  # type: ignore[arg-type]
    publish("", figure_of(embed.url))
    for address in addresses:
        feed = read(address)
        (content,) = feed.contents
        assert "Graphic: distressing sound" in content
        assert feed.titles == ["Screams of the wounded."]
        assert embed.media_url not in feed.raw.decode()
        assert embed.title not in feed.raw.decode()
