"""The pictures of the demonstration: drawn, taken in and described by the same verbs as everything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from columns.markup.pictured import gallery_of
from columns.models import Image
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image, take_image

from .drawn import drawn

DRAWINGS = Path(__file__).with_name("pictures.json")


def take_pictures() -> dict[str, Image]:
    """All of them, by the names that `content.json` has for them."""
    told = json.loads(DRAWINGS.read_text(encoding="utf-8"))
    return {name: _taken(each["drawing"], each["words"]) for name, each in told.items()}


def _taken(drawing: dict[str, Any], words: dict[str, Any]) -> Image:
    image = take_image(by=None, body=drawn(drawing))
    said = ImageWords(**{**words, "cover": tuple(words.get("cover", ()))})
    return describe_image(by=None, image=image, revision=image.revision, words=said)


def figure(images: list[Image]) -> str:
    """Pictures as a text holds them; nothing for none."""
    return gallery_of([image.pk for image in images]) if images else ""
