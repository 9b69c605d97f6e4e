"""Restoring an entry or a picture shows readers none of which too little is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.markup.pictured import gallery_of
from columns.models import Entry, Image, Post
from columns.publishing.errors import Refused
from columns.publishing.image_withdrawals import withdraw_image
from columns.publishing.posts import amend_post
from columns.publishing.texts import PostText
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from tests.pictured import described, taken

Write = Callable[..., Entry]


def test_what_was_taken_back_of_a_picture_is_said_again_before_its_entry_is_restored(
    write: Write, alice: User
) -> None:
    image = described(alice)
    entry = withdraw_entry(by=None, entry=write("First", body=gallery_of([image.pk])), reason="Wrong")
    described(alice, image, identifiable=True)
    with pytest.raises(Refused, match="a minor can be recognised"):
        restore_entry(by=None, entry=entry)
    assert Entry.objects.get().is_withdrawn
    described(alice, image, identifiable=True, cleared=True)
    assert restore_entry(by=None, entry=entry).state == "published"


def test_a_withdrawn_picture_of_which_nothing_was_said_is_not_published(
    write: Write, live_post: Post, alice: User
) -> None:
    image = taken(alice)
    withdraw_image(by=None, image=image, reason="Wrong")  # restored, readers would see it
    with pytest.raises(Refused, match="Take it out"):
        write("First", body=gallery_of([image.pk]))
    led = PostText("Led", lead=Image.objects.get())
    with pytest.raises(Refused, match="Take it out"):
        amend_post(by=alice, post=live_post, text=led, revision=live_post.revision)


def test_a_text_that_shows_a_withdrawn_picture_can_still_be_restored(write: Write, alice: User) -> None:
    image = described(alice)
    entry = withdraw_entry(by=None, entry=write("First", body=gallery_of([image.pk])), reason="Wrong")
    withdraw_image(by=None, image=image, reason="Wrong too")
    assert restore_entry(by=None, entry=entry).state == "published"
