"""A picture settles or is described while an entry that shows it is saved: whoever comes first, readers are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import User

from columns.markup.pictured import gallery_of
from columns.models import Change, Entry, Image, Post
from columns.publishing import decisions, renditions
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image
from columns.publishing.posts import amend_post
from columns.publishing.texts import EntryText, PostText
from tests.pictured import MADE, described, taken

from .at_once import at_once, halfway

pytestmark = pytest.mark.django_db(transaction=True)


def settling_of(image: Image) -> Callable[[], bool]:
    return partial(renditions.settle_image, by=None, image=Image.objects.get(pk=image.pk), made=MADE)


def test_a_picture_that_settles_before_its_entry_is_committed_waits_for_it(live_post: Post, alice: User) -> None:
    image = described(alice)
    with halfway(decisions, "append", settling_of(image)) as settled:
        entry = publish_entry(by=alice, post=live_post, text=EntryText("Words", gallery_of([image.pk])))
    assert settled == [True]
    assert Change.objects.filter(entry=entry, op=Change.Op.IMAGE).exists()


def test_an_entry_that_takes_a_picture_up_while_it_settles_finds_its_sizes(
    live_post: Post, publish: Callable[..., Entry], alice: User
) -> None:
    image = described(alice)
    entry = publish("One", "<p>Nothing yet.</p>")

    def amend() -> str:
        amend_entry(by=alice, entry=entry, text=EntryText("One", gallery_of([image.pk])), revision=1)
        return Image.objects.get().state

    with halfway(renditions, "write_image", amend) as amended:
        assert settling_of(image)()
    assert amended == ["settled"]


def test_a_post_that_is_led_by_a_picture_while_it_settles_is_told_or_finds_its_sizes(
    live_post: Post, alice: User
) -> None:
    image = described(alice)

    def lead() -> str:
        head = PostText("Led", lead=image)
        amend_post(by=alice, post=live_post, text=head, revision=live_post.revision)
        return Image.objects.get().state

    with halfway(renditions, "write_image", lead) as led:
        assert settling_of(image)()
    assert led == ["settled"]


def test_the_words_of_a_picture_are_not_taken_away_while_it_is_published(live_post: Post, alice: User) -> None:
    image = described(alice)
    empty = partial(describe_image, by=alice, image=image, revision=image.revision, words=ImageWords())
    with halfway(decisions, "append", empty) as emptied:
        publish_entry(by=alice, post=live_post, text=EntryText("Words", gallery_of([image.pk])))
    assert [type(each) for each in emptied] == [Refused]
    assert Image.objects.get().alt


def test_of_two_who_describe_a_picture_one_hears_of_the_other(alice: User) -> None:
    image = taken(alice)
    both = [
        partial(describe_image, by=alice, image=image, revision=1, words=ImageWords(alt=alt)) for alt in ("One", "Two")
    ]
    assert sorted(type(each).__name__ for each in at_once(*both)) == ["Image", "Refused"]


def test_entries_that_share_their_pictures_in_any_order_do_not_wait_in_a_ring(live_post: Post, alice: User) -> None:
    for _ in range(4):
        ids = [described(alice).pk for _ in range(3)]
        acts = [
            partial(publish_entry, by=alice, post=live_post, text=EntryText("x", gallery_of(some)))
            for some in (ids, ids[::-1], ids[1:])
        ]
        settles = [settling_of(Image.objects.get(pk=id)) for id in ids[:2]]
        results = at_once(*acts, *settles)
        assert [type(each) for each in results] == [Entry, Entry, Entry, bool, bool]
