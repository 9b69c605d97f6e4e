"""Making: each thing that is made of a stranger's picture, or of our master of it.

All of it runs in a process of its own (child.py), which says what it made as a header and the files themselves, one
after the other. Whoever asked believes neither (taken.py, renditions.py, thumbnail.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from PIL import Image

from .canvas import blur_of, on_white, plain, scaled
from .coding import as_master, as_png, in_each_format, light_enough, light_jpeg
from .exif import evidence_of
from .geometry import Box, cropped, narrowed, sizes_of
from .intake import decoded, judged, opened
from .reasons import Reason, Unfit
from .specs import FIRST, LONGEST, LOSSLESS_CAP, SMALLEST, THUMBNAIL_CAP, THUMBNAIL_QUALITIES

Answer = tuple[dict[str, Any], list[bytes]]
#: What comes without loss.
_LOSSLESS = ("PNG", "GIF")


def take(body: bytes) -> Answer:
    """The master of an upload, and the first rendition."""
    with judged(body):
        image = decoded(body, longest=LONGEST)
        evidence = evidence_of(_exif(image))
        picture = on_white(plain(image, LONGEST))
    # A photograph as a PNG takes ten seconds to write, and is as good as a JPEG.
    is_lossless = image.format in _LOSSLESS and len(body) <= LOSSLESS_CAP
    del image  # it is large, and has done its part
    _check_size(picture)
    kept = as_png(picture) if is_lossless else b""
    if not 0 < len(kept) <= LOSSLESS_CAP:
        is_lossless, kept = False, as_master(picture)
    said, (first,) = _first(picture)
    header = {
        "master_type": "png" if is_lossless else "jpg",
        "width": picture.width,
        "height": picture.height,
        "first": said,
        "evidence": asdict(evidence),
    }
    return header, [kept, first]


def recut(master: bytes, crop: Sequence[int] | None) -> Answer:
    """The first rendition of what a crop leaves of a master."""
    return _first(_cut(master, crop))


def render(master: bytes, crop: Sequence[int] | None) -> Answer:
    """All renditions of it: size by size, each in all formats."""
    picture = _cut(master, crop)
    quality, _ = light_enough(scaled(picture, narrowed(picture.size, FIRST)))
    files: list[bytes] = []
    for size in sizes_of(picture.size):
        files += in_each_format(scaled(picture, size), quality)
    return {"width": picture.width, "height": picture.height, "blur": blur_of(picture)}, files


def shrink(body: bytes, longest: int) -> Answer:
    """A thumbnail."""
    picture = on_white(opened(body, longest=longest))
    _check_size(picture)
    coded = light_jpeg(picture, THUMBNAIL_QUALITIES, THUMBNAIL_CAP)
    return {"width": picture.width, "height": picture.height}, [coded]


#: By the names that they are asked for.
TASKS: dict[str, Callable[..., Answer]] = {"take": take, "recut": recut, "render": render, "shrink": shrink}


def _first(picture: Image.Image) -> Answer:
    small = scaled(picture, narrowed(picture.size, FIRST))
    _, coded = light_enough(small)
    return {"width": small.width, "height": small.height, "blur": blur_of(small)}, [coded]


def _cut(master: bytes, crop: Sequence[int] | None) -> Image.Image:
    whole = on_white(opened(master, longest=LONGEST))
    box: Box | None = None if crop is None else (crop[0], crop[1], crop[2], crop[3])
    picture = whole if box is None else whole.crop(cropped(whole.size, box))
    _check_size(picture)
    return picture


def _exif(image: Image.Image) -> bytes:
    exif = image.info.get("exif")
    return exif if isinstance(exif, bytes) else b""


def _check_size(picture: Image.Image) -> None:
    if min(picture.size) < SMALLEST:
        raise Unfit(Reason.TOO_SMALL)
