"""Renditions: what a job makes of a picture is shown, or dropped because it comes too late."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from columns.images.specs import FORMATS
from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Image, Post
from columns.publishing.claiming import claim_image, put_off_image
from columns.publishing.errors import Refused
from columns.publishing.image_withdrawals import withdraw_image
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image
from columns.publishing.posts import amend_post
from columns.publishing.renditions import fail_image, settle_image
from columns.publishing.texts import PostText
from tests.pictured import MADE, SIZES, described, settled, taken

from .log import watching

Write = Callable[..., Entry]


def test_all_sizes_are_shown_and_move_what_shows_the_picture(
    column: Column, live_post: Post, write: Write, alice: User
) -> None:
    image = described(alice)
    entry = write("First", body=gallery_of([image.pk]))
    amend_post(by=alice, post=live_post, text=PostText("Led", lead=image), revision=live_post.revision)
    with watching(column) as told:
        after = settled(image)
    assert {(op, thing.pk) for op, thing in told if thing} == {("image", entry.pk), ("image", live_post.pk)}
    assert (after.state, after.sizes, after.formats, after.blur) == ("settled", SIZES, list(FORMATS), MADE.blur)
    assert after.next_try_at is None
    assert len(after.file_names()) == 12
    assert all(map(default_storage.exists, after.file_names()))


def test_the_first_rendition_stays_for_pages_that_name_it(alice: User) -> None:
    image = taken(alice)
    (first,) = image.file_names()
    assert first in settled(image).file_names()
    assert default_storage.open(first).read() == b"a first one"


def test_a_job_that_was_killed_half_way_is_made_good_by_the_next(alice: User) -> None:
    image = taken(alice)
    saved: list[str] = []

    def killed(name: str, content: object, **_: object) -> str:
        if len(saved) == 5:
            raise KeyboardInterrupt  # as if the process ended: nothing of ours cleans up behind it
        saved.append(name)
        return save(name, content)

    save = default_storage.save
    death = patch.multiple(default_storage, save=killed, delete=lambda name: None)
    with death, pytest.raises(KeyboardInterrupt):
        settled(image)
    assert Image.objects.get().state == "pending"
    after = settled(image)
    folder = f"images/{after.renditions['key']}"
    assert {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]} == set(after.file_names())


def test_a_full_disk_leaves_the_picture_as_it_is(alice: User) -> None:
    image = taken(alice)
    full = patch.object(default_storage, "save", side_effect=OSError(28, "No space left on device"))
    with full, pytest.raises(Refused, match="disk is full"):
        settled(image)
    assert (Image.objects.get().state, image.file_names()) == ("pending", Image.objects.get().file_names())
    assert all(map(default_storage.exists, image.file_names()))


def test_what_was_made_of_a_picture_that_was_cropped_or_withdrawn_meanwhile_is_dropped(alice: User) -> None:
    for change in (lambda image: described(alice, image, crop=(0, 0, 500, 500)),
                   lambda image: withdraw_image(by=None, image=image, reason="Wrong")):
        claimed = Image.objects.get(pk=taken(alice).pk)
        after = change(claimed)
        assert settle_image(by=None, image=claimed, made=MADE) is False
        assert Image.objects.get(pk=claimed.pk).renditions == after.renditions
        folder = f"images/{claimed.renditions['key']}"
        assert set(default_storage.listdir(folder)[1]) <= {"800.jpg"}


def test_two_workers_at_one_picture_leave_its_files(alice: User) -> None:
    image = taken(alice)
    late = Image.objects.get()
    Image.objects.update(next_try_at=timezone.now() + timedelta(minutes=1))  # claimed by another
    after = settled(image)
    assert settle_image(by=None, image=late, made=MADE) is False
    assert all(map(default_storage.exists, after.file_names()))


def test_a_worker_that_is_late_and_finds_the_disk_full_takes_nothing_away(alice: User) -> None:
    image = taken(alice)
    late = Image.objects.get()
    Image.objects.update(next_try_at=timezone.now() + timedelta(minutes=1))  # claimed by another
    after = settled(image)
    with patch.object(default_storage, "save", side_effect=OSError(28, "No space left on device")):
        assert settle_image(by=None, image=late, made=MADE) is False
    assert all(map(default_storage.exists, after.file_names()))


def test_what_a_killed_job_left_goes_with_the_picture(
    alice: User, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    for change in (lambda image: described(alice, image, crop=(0, 0, 500, 500)),
                   lambda image: withdraw_image(by=None, image=image, reason="Wrong")):
        image = taken(alice)
        folder = f"images/{image.renditions['key']}"
        default_storage.save(f"{folder}/1600.avif", ContentFile(b"all of it"))
        with django_capture_on_commit_callbacks(execute=True):
            change(image)
        assert default_storage.listdir(folder)[1] == []


def test_whoever_describes_a_picture_is_not_held_up_by_its_job(alice: User) -> None:
    image = taken(alice)  # and the dialogue is opened
    settled(image)
    said = describe_image(by=alice, image=image, revision=image.revision, words=ImageWords(alt="Smoke"))
    assert (said.alt, said.state, said.sizes) == ("Smoke", "settled", SIZES)


def test_what_was_made_without_the_first_size_is_an_error(alice: User) -> None:
    odd = replace(MADE, files={key: content for key, content in MADE.files.items() if key[0] != 800})
    with pytest.raises(ValueError, match="first rendition"):
        settled(taken(alice), odd)


def test_a_picture_that_cannot_be_made_keeps_its_first_size(column: Column, write: Write, alice: User) -> None:
    image = described(alice)
    write("First", body=gallery_of([image.pk]))
    image = Image.objects.get()
    with watching(column) as told:
        assert fail_image(by=None, image=image, reason="broken")
    after = Image.objects.get()
    assert (after.state, after.reason, after.next_try_at, told) == ("failed", "broken", None, [])
    assert after.file_names() == image.file_names()
    assert fail_image(by=None, image=image, reason="broken") is False


def test_a_picture_is_claimed_by_one_and_given_back(alice: User) -> None:
    image = taken(alice)
    claimed = claim_image(by=None)
    assert claimed == image
    assert claim_image(by=None) is None
    assert claimed is not None
    assert put_off_image(by=None, image=claimed, again_at=timezone.now())
    assert put_off_image(by=None, image=claimed, again_at=timezone.now()) is False
    again = claim_image(by=None)
    assert again is not None
    assert again.tries == 2
    assert put_off_image(by=None, image=again, again_at=timezone.now(), was_tried=False)
    assert Image.objects.get().tries == 1


def test_whoever_brings_a_picture_again_has_what_failed_tried_once_more(alice: User) -> None:
    image = taken(alice, b"the same")
    fail_image(by=None, image=Image.objects.get(), reason="broken")
    again = taken(alice, b"the same")
    assert (again.pk, again.state, again.reason, again.tries) == (image.pk, "pending", "", 0)
    assert settled(again).state == "settled"


def test_a_file_that_cannot_be_deleted_is_named_and_the_others_go(
    alice: User, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    image = settled(taken(alice))
    stubborn, *others = image.file_names()
    delete = default_storage.delete

    def refuse(name: str) -> None:
        if name == stubborn:
            raise PermissionError(name)
        delete(name)

    with patch.object(default_storage, "delete", refuse), django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        withdraw_image(by=None, image=image, reason="It shows a house")
    assert f"{stubborn} is still public" in caplog.text
    assert not any(map(default_storage.exists, others))
