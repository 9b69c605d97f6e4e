"""Specs: how large, how good and how heavy a picture of ours is. Only data."""

from __future__ import annotations

from typing import NamedTuple

#: What is taken in, by its content.
TAKEN = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
#: Bytes of an upload.
UPLOAD_CAP = 30 * 1024 * 1024
#: Pixels of a JPEG, which can be decoded at a half, and of all others, some of which are held several times over.
JPEG_CAP = 40_000_000
PIXEL_CAP = 16_000_000
SIDE_CAP = 16_384
#: Anything less is no picture, but a pixel that counts readers.
SMALLEST = 16

#: The longer side of the master, from which all others are made.
LONGEST = 3200
MASTER_QUALITY = 95
#: What came without loss is kept without loss, if that takes no more bytes than this.
LOSSLESS_CAP = 8 * 1024 * 1024

#: Phone to large retina. A narrower picture has its own width for the last.
WIDTHS = (400, 800, 1200, 1600, 2400)
#: The first is what a browser takes if it can, the last what every one can.
FORMATS = ("avif", "webp", "jpg")
#: The width of the JPEG that is there at once, and the bytes that it should not be larger than.
FIRST = 800
FIRST_CAP = 90_000


class Quality(NamedTuple):
    """What looks about alike in each format."""

    avif: int
    webp: int
    jpg: int


#: The best of them with which the first rendition is light enough goes for all renditions.
QUALITIES = (
    Quality(54, 66, 80), Quality(47, 58, 72), Quality(40, 50, 63), Quality(34, 42, 52), Quality(28, 34, 42),
    Quality(22, 26, 32),
)  # fmt: skip
#: AVIF's best efforts are not worth it in large ones: a quarter of the time for a twentieth more bytes.
SLOW_UP_TO, SLOW, FAST = 800, 8, 9

#: Embeds' thumbnails.
THUMBNAIL_CAP = 60 * 1024
THUMBNAIL_QUALITIES = (80, 65, 50, 35)
