"""Intake: a stranger's bytes become plain pixels, or are refused.

What is decoded is told from the bytes alone. The size is checked before anything is decoded. The pixels are put on a
fresh canvas, so that nothing else of the file (EXIF, places, comments, profiles, further frames) gets any further.
All of it runs in a process of its own: see apart.py.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

# All of them by name: otherwise Pillow imports three dozen others to look for two of these.
from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from .canvas import plain
from .kinds import why_not
from .reasons import Reason, Unfit
from .specs import JPEG_CAP, PIXEL_CAP, SIDE_CAP, TAKEN

PLUGINS = (AvifImagePlugin, GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
#: A JPEG of more pixels is decoded at a half, which holds more than 2400 of its longer side.
HALVED_ABOVE = 24_000_000
#: A JPEG may come in layers, each of which goes over all of the picture. Cameras and programs write a dozen; eight
#: megabytes of empty ones would keep a processor busy for a quarter of an hour.
SCAN_CAP = 100
_SCAN = b"\xff\xda"

# Pillow's own check runs first, on what is not yet an image. It refuses at twice its limit.
Image.MAX_IMAGE_PIXELS = JPEG_CAP


def opened(body: bytes, *, longest: int) -> Image.Image:
    """The picture in `body`, upright, as RGB or RGBA, no side longer than that; of an animation the first frame.
    Raises Unfit, and nothing else.
    """
    with judged(body):
        return plain(decoded(body, longest=longest), longest)


@contextmanager
def judged(body: bytes) -> Iterator[None]:
    """Whatever a decoder says to these bytes, as Unfit."""
    with warnings.catch_warnings():
        # What is odd about a stranger's file is no news for the log. (Should two threads meet here, this rule may
        # outlive them. It does no harm.)
        warnings.filterwarnings("ignore", module=r"PIL\.")
        try:
            yield
        except (UnidentifiedImageError, Image.DecompressionBombError) as error:
            is_bomb = isinstance(error, Image.DecompressionBombError)
            raise Unfit(Reason.TOO_LARGE if is_bomb else why_not(body)) from error
        except Unfit:
            raise
        except Exception as error:  # a decoder meets broken bytes in whatever way: they are nobody's fault here
            raise Unfit(Reason.BROKEN) from error


def decoded(body: bytes, *, longest: int) -> Image.Image:
    """The picture as it lies in its file. A large JPEG may come out smaller, but not below twice what is wanted."""
    image = Image.open(io.BytesIO(body), formats=TAKEN)
    width, height = image.size
    is_jpeg = isinstance(image, JpegImagePlugin.JpegImageFile)
    if width * height > (JPEG_CAP if is_jpeg else PIXEL_CAP) or max(width, height) > SIDE_CAP:
        raise Unfit(Reason.TOO_LARGE)
    if is_jpeg and body.count(_SCAN) > SCAN_CAP:
        raise Unfit(Reason.BROKEN)
    # A JPEG can be decoded at a half, a quarter or an eighth; other formats take no notice.
    share = min(0.5 if width * height > HALVED_ABOVE else 1, 2 * longest / max(width, height))
    image.draft(None, (max(1, int(width * share)), max(1, int(height * share))))
    image.load()
    return image
