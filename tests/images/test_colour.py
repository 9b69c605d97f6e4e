"""A picture with a profile keeps its colours; one with nonsense for a profile is shown as if it had none."""

from __future__ import annotations

import struct

import pytest
from PIL import Image, ImageCms

from columns.images import intake
from columns.images.colour import PROFILE_CAP
from tests.images.drawn import filed


def swapped() -> bytes:
    """A profile of a display in which red is what is blue in others."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = srgb.replace(b"rXYZ", b"tmpt", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tmpt", b"bXYZ", 1)
    return profile.replace("sRGB".encode("utf-16-be"), "ours".encode("utf-16-be")).replace(b"sRGB", b"ours")


RED = (250, 10, 10)
SWAPPED = swapped()


def opened(image: Image.Image, format: str, profile: bytes) -> Image.Image:
    body = filed(image, format, icc_profile=profile, **({"quality": 95} if format != "PNG" else {}))
    return intake.opened(body, longest=3200)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_colours_are_those_that_the_profile_means(format: str) -> None:
    red, _, blue = opened(Image.new("RGB", (64, 64), RED), format, SWAPPED).getpixel((30, 30))
    assert blue > 230 > 40 > red


def test_what_is_transparent_stays_so() -> None:
    picture = opened(Image.new("RGBA", (64, 64), (*RED, 77)), "PNG", SWAPPED)
    assert picture.mode == "RGBA"
    red, _, blue, alpha = picture.getpixel((30, 30))
    assert blue > 230 > 40 > red
    assert alpha == 77


def test_a_palette_has_a_profile_too() -> None:
    red, _, blue = opened(Image.new("RGB", (64, 64), RED).convert("P"), "PNG", SWAPPED).getpixel((30, 30))
    assert blue > 230 > 40 > red


@pytest.mark.parametrize(
    "profile",
    [
        b"nonsense",
        SWAPPED[:-400],
        SWAPPED.replace(b"RGB XYZ", b"CMYKXYZ"),
        SWAPPED.replace(b"RGB XYZ", b"GRAYXYZ"),
        struct.pack(">I", PROFILE_CAP + 4) + SWAPPED[4:] + bytes(PROFILE_CAP),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_is_none_is_none(profile: bytes, mode: str) -> None:
    plain = Image.new("RGB", (64, 64), RED).convert(mode)
    assert opened(plain, "JPEG", profile).getpixel((9, 9)) == intake.opened(
        filed(plain, "JPEG", quality=95), longest=3200
    ).getpixel((9, 9))


def test_the_usual_profile_costs_nothing_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    monkeypatch.delattr(ImageCms, "profileToProfile")
    assert opened(Image.new("RGB", (64, 64), RED), "PNG", usual).getpixel((9, 9)) == RED
