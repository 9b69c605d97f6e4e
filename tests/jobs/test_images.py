"""The job of images: every size of a picture, whatever becomes of the job."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.utils import timezone

from columns.images.reasons import Reason, Unfit
from columns.jobs import images
from columns.jobs.images import work_on_image
from columns.models import Image
from columns.publishing.claiming import claim_image
from columns.publishing.errors import Refused
from columns.publishing.images import take_image
from tests.images.drawn import filed, photographed
from tests.pictured import taken


def claimed() -> Image:
    """The picture that is due."""
    image = claim_image(by=None)
    assert image is not None
    return image


def test_a_claimed_picture_gets_its_sizes_in_every_format(alice: User) -> None:
    image = take_image(by=alice, body=filed(photographed(1000, 600), "JPEG"))
    work_on_image(claimed())
    after = Image.objects.get()
    assert after.state == "settled"
    assert after.formats == ["avif", "webp", "jpg"]
    assert after.sizes == [(400, 240), (800, 480), (1000, 600)]
    heads = {name.partition(".")[2]: default_storage.open(name).read()[:12] for name in after.file_names()}
    assert heads["jpg"][:2] == b"\xff\xd8"
    assert heads["webp"][8:] == b"WEBP"
    assert heads["avif"][4:8] == b"ftyp"
    assert set(image.file_names()) < set(after.file_names())


def test_a_picture_that_cannot_be_made_is_given_up_with_its_reason(alice: User) -> None:
    taken(alice)
    with patch.object(images, "renditions", side_effect=Unfit(Reason.BROKEN)):
        work_on_image(claimed())
    after = Image.objects.get()
    assert (after.state, after.reason, after.next_try_at) == ("failed", "broken", None)


@pytest.mark.parametrize(
    "trouble", [OSError(28, "No space left"), Refused("The disk is full", "file"), Unfit(Reason.INTERRUPTED)]
)
def test_what_may_pass_is_tried_again_and_then_given_up(
    alice: User, trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    taken(alice)
    waits = []
    with patch.object(images, "renditions", side_effect=trouble):
        while (image := Image.objects.get()).next_try_at:
            Image.objects.update(next_try_at=timezone.now())
            work_on_image(claimed())
            later = Image.objects.get().next_try_at
            waits.append(later and later - timezone.now() > timedelta(seconds=5))
    assert waits == [True] * 5 + [None]
    assert image.state == "failed"
    assert "is put off" in caplog.text


def test_a_picture_that_kills_whoever_works_on_it_is_given_up(alice: User) -> None:
    taken(alice)
    for _ in range(6):
        Image.objects.update(next_try_at=timezone.now())
        claimed()  # and never heard of again
    Image.objects.update(next_try_at=timezone.now())
    work_on_image(claimed())
    assert Image.objects.get().state == "failed"


def test_a_fault_of_our_own_is_noted_without_a_word_of_the_picture(
    alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    image = taken(alice)
    with patch.object(images, "renditions", side_effect=RuntimeError("secret")):
        work_on_image(claimed())
    assert f"image {image.pk}: RuntimeError in" in caplog.text
    assert "secret" not in caplog.text
    assert Image.objects.get().state == "failed"
