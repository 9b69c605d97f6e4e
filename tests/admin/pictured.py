"""Pictured: files that somebody drags, pastes or picks, and pictures that are there already."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from PIL import Image as Drawing
from playwright.sync_api import Locator, Page

from columns.models import Image
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image, take_image
from tests.images.drawn import drawn, filed

UPLOAD = "/admin/columns/image/upload/"
CARDS = "/admin/columns/image/card/"
SAID = {"alt": "A street with two cars", "caption": "Sarmin", "credit": "Alice"}


def photo(colour: str = "red", size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG; another colour is another picture."""
    image = drawn(size=size)
    image.paste(Drawing.new("RGB", (size[0] // 2, size[1]), colour), (0, 0))
    return filed(image, "JPEG")


def taken(by: User, colour: str = "red", **words: Any) -> Image:
    """A picture on the server, described if there are words."""
    image = take_image(by=by, body=photo(colour))
    return describe_image(by=by, image=image, revision=image.revision, words=ImageWords(**words)) if words else image


#: Drops or pastes files: `text.evaluate(BRING, {"kind": "drop", "files": [["a.jpg", "image/jpeg", [255, …]]]})`, with
#: other data beside them and at a place of the page, if these are named.
BRING = """(target, { kind, files, data = {}, at = null }) => {
  const carried = new DataTransfer()
  for (const [name, type, bytes] of files) carried.items.add(new File([new Uint8Array(bytes)], name, { type }))
  for (const [type, words] of Object.entries(data)) carried.setData(type, words)
  const more = { bubbles: true, cancelable: true }
  if (kind === "paste") return target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, ...more }))
  const place = at ?? target.getBoundingClientRect()
  const where = { clientX: place.x + 5, clientY: place.y + 5 }
  for (const kind of ["dragover", "drop"])
    target.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, ...where, ...more }))
}"""


def carried(*pictures: bytes, name: str = "photo.jpg", type: str = "image/jpeg") -> list[Any]:
    """Files for `BRING`."""
    return [[name, type, list(picture)] for picture in pictures]


def items(page: Page) -> Locator:
    return page.locator(".image-item")


def thumbnails(page: Page) -> Locator:
    return page.locator(".image-item__thumbnail")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Describe this picture")
