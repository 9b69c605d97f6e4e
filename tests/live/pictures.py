"""The pictures of a world: rows as if they had been taken in, and what can happen to each, chosen by a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from django.core.files.base import ContentFile

from columns.images.renditions import First, Made
from columns.images.specs import FORMATS
from columns.models import Image
from columns.models.image import private_storage
from columns.publishing import renditions
from columns.publishing.image_withdrawals import restore_image, withdraw_image
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image
from columns.publishing.renditions import settle_image
from tests.images.drawn import drawn, filed

PICTURES = ("picturesaaaa", "picturesbbbb")
SIZES = [(64, 48), (128, 96)]


def keep_pictures() -> None:
    """Make sure that they are there. Nothing is decoded: nobody looks at them."""
    for id in PICTURES:
        Image.objects.get_or_create(pk=id, defaults={
            "sha256": id, "width": 128, "height": 96, "alt": "A street.", "caption": "The street", "blur": "abc" * 12,
            "master": private_storage().save(f"masters/{id}.jpg", ContentFile(filed(drawn(), "JPEG"))),
            "renditions": {"key": id, "sizes": [list(SIZES[0])], "formats": ["jpg"], "least": 900},
        })


def a_picture(number: int) -> Image:
    """One of them."""
    return Image.objects.get(pk=PICTURES[number % len(PICTURES)])


def change_picture(image: Image, b: int) -> None:
    """One of the things that can happen to it."""
    before = ImageWords.of(image)

    def describe(**changed: Any) -> object:
        return describe_image(by=None, image=image, revision=image.revision, words=replace(before, **changed))

    acts: tuple[Callable[[], object], ...] = (
        lambda: describe(caption=f"Caption {b}", credit="The agency"),
        lambda: describe(cover=() if image.is_covered else ("blood",), cover_note="Blood on the floor."),
        lambda: _settle(image),
        lambda: withdraw_image(by=None, image=image, reason=f"Reason {b}"),
        lambda: _restore(image),
        lambda: describe(focus=(b, 30)),
    )
    acts[b % len(acts)]()


def _restore(image: Image) -> None:
    """Without the process that would draw it."""
    with patch.object(renditions, "first_of", lambda master, crop: First(master, *SIZES[0], "abc" * 12)):
        restore_image(by=None, image=image)


def _settle(image: Image) -> None:
    """What a job does: a withdrawn picture is never given to it."""
    if image.is_withdrawn:
        return
    sizes = sorted({*image.sizes, *SIZES})
    files = {(width, each): b"a file" for width, _height in sizes for each in FORMATS}
    settle_image(by=None, image=image, made=Made(sizes, files, "123" * 12))
