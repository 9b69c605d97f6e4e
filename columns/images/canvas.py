"""Canvas: pixels out of a file, upright, in plain colours, with nothing else of the file about them."""

from __future__ import annotations

import struct

from PIL import ExifTags, Image

from .colour import in_srgb
from .geometry import Size, fitted

#: What can be scaled and has a profile as it is.
_AS_IT_IS = ("L", "RGB", "CMYK")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def plain(image: Image.Image, longest: int) -> Image.Image:
    """A decoded picture as RGB or RGBA on a fresh canvas, no side longer than that."""
    turn, profile = _turn(image), image.info.get("icc_profile")
    small = scaled(_usual(image), fitted(image.size, longest))
    upright = small if turn is None else small.transpose(turn)
    coloured = in_srgb(upright, profile)
    canvas = Image.new(coloured.mode, coloured.size)
    canvas.paste(coloured)
    return canvas


def scaled(picture: Image.Image, size: Size) -> Image.Image:
    """The picture in that size."""
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2)


def on_white(picture: Image.Image) -> Image.Image:
    """RGB; what is transparent is white."""
    if picture.mode == "RGB":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def blur_of(picture: Image.Image) -> str:
    """The colours of a raster of four by three, row by row, three hexadecimal digits each."""
    raster = picture.resize((4, 3), Image.Resampling.BOX).tobytes()
    return "".join(f"{round(light * 15 / 255):x}" for light in raster)


def _turn(image: Image.Image) -> Image.Transpose | None:
    """What makes it upright, as its camera was held."""
    try:
        return _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except (SyntaxError, ValueError, LookupError, TypeError, OSError, struct.error):
        return None  # whatever a camera wrote there, it is not the picture


def _usual(image: Image.Image) -> Image.Image:
    """In one of four modes, whichever of a dozen it was in."""
    if image.mode.startswith("I"):
        # 16 bits of grey; without this all but the darkest would be white.
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in _AS_IT_IS else image.convert("RGB")
