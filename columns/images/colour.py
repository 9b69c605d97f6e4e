"""Colour: a picture with a profile of its own, in the colours that every browser takes for granted."""

from __future__ import annotations

import io

from PIL import Image

#: Bytes. Those of displays and cameras have some hundreds, those of presses up to a million or two.
PROFILE_CAP = 1024 * 1024


def in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The picture as its profile means it, as RGB or RGBA. A profile that cannot be read, or is another mode's, or
    a very large one, is as good as none.
    """
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    meant = image
    if isinstance(profile, bytes) and 0 < len(profile) <= PROFILE_CAP:
        meant = _converted(image, profile, mode)
    return meant if meant.mode == mode else meant.convert(mode)


def _converted(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    from PIL import ImageCms  # only here: most pictures have none

    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in (theirs.profile.profile_description or ""):
            return image
        ours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        return ImageCms.profileToProfile(image, theirs, ours, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
