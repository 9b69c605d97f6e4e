"""Intake: a stranger's bytes become plain pixels, or are refused.

What is decoded is told from the bytes alone. The size is checked before anything is decoded. The pixels are put on a
fresh canvas, so that nothing else of the file (EXIF, places, comments, profiles, further frames) gets any further.
"""

from __future__ import annotations

import io
import struct
import warnings

from PIL import ExifTags, Image, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

from .reasons import Reason, Unfit

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
PIXEL_CAP = 40_000_000
#: For a picture of which only a small one is wanted. A JPEG is decoded at a fraction, all others in full, some of them
#: several times over: 40 million pixels of WebP would take 660 MB.
PREVIEW_CAP = 16_000_000
SIDE_CAP = 16_384
#: A JPEG may come in layers, each of which goes over all of the picture. Cameras and programs write a dozen; eight
#: megabytes of empty ones would keep a processor busy for a quarter of an hour.
SCAN_CAP = 100
_SCAN = b"\xff\xda"

# Pillow's own check runs first, on what is not yet an image. It refuses at twice its limit.
Image.MAX_IMAGE_PIXELS = PIXEL_CAP

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def opened(body: bytes, *, enough: int | None = None) -> Image.Image:
    """The picture in `body`, upright, as RGB or RGBA; of an animation the first frame. Raises Unfit, and nothing else.

    With `enough`, a picture whose longer side is more than twice so many pixels may come out smaller, but not below
    that: it saves memory.
    """
    with warnings.catch_warnings():
        # What is odd about a stranger's file is no news for the log. (Should two threads meet here, this rule may
        # outlive them. It does no harm.)
        warnings.filterwarnings("ignore", module=r"PIL\.")
        try:
            return _on_fresh_canvas(_upright(_decoded(body, enough)), enough)
        except (UnidentifiedImageError, Image.DecompressionBombError) as error:
            is_bomb = isinstance(error, Image.DecompressionBombError)
            raise Unfit(Reason.TOO_LARGE if is_bomb else Reason.KIND) from error
        except Unfit:
            raise
        except Exception as error:  # a decoder meets broken bytes in whatever way: they are nobody's fault here
            raise Unfit(Reason.BROKEN) from error


def _decoded(body: bytes, enough: int | None) -> Image.Image:
    image = Image.open(io.BytesIO(body), formats=FORMATS)
    width, height = image.size
    cap = PREVIEW_CAP if enough and image.format != "JPEG" else PIXEL_CAP
    if width * height > cap or max(width, height) > SIDE_CAP:
        raise Unfit(Reason.TOO_LARGE)
    if isinstance(image, JpegImageFile) and body.count(_SCAN) > SCAN_CAP:
        raise Unfit(Reason.BROKEN)
    if enough:
        # A JPEG can be decoded at a half, a quarter or an eighth; other formats take no notice.
        share = min(1, 2 * enough / max(width, height))
        image.draft(None, (max(1, round(width * share)), max(1, round(height * share))))
    image.load()
    return image


def _upright(image: Image.Image) -> Image.Image:
    """The picture as its camera was held."""
    try:
        turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except (SyntaxError, ValueError, LookupError, TypeError, OSError, struct.error):
        return image  # whatever a camera wrote there, it is not the picture
    return image if turn is None else image.transpose(turn)


def _on_fresh_canvas(image: Image.Image, enough: int | None) -> Image.Image:
    plain = _plain(image)
    factor = max(plain.size) // (2 * enough) if enough else 1
    if factor > 1:
        plain = plain.reduce(factor)
    canvas = Image.new(plain.mode, plain.size)
    canvas.paste(plain)
    return canvas


def _plain(image: Image.Image) -> Image.Image:
    """In one of two modes, whichever of a dozen it was in."""
    if image.mode.startswith("I"):
        # 16 bits of grey; without this all but the darkest would be white.
        image = image.point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)
