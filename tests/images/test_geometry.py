"""Which pixels of a picture are shown, and how large."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from columns.images.geometry import Box, cropped, fitted, is_crop, narrowed, sizes_of
from columns.images.specs import WIDTHS

SIDES = some.integers(1, 16_384)


@some.composite
def crops(draw: some.DrawFn) -> Box:
    left, top = draw(some.integers(0, 999)), draw(some.integers(0, 999))
    return left, top, draw(some.integers(left + 1, 1000)), draw(some.integers(top + 1, 1000))


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((3200, 2400), [400, 800, 1200, 1600, 2400]),
        ((2400, 1600), [400, 800, 1200, 1600, 2400]),
        ((2000, 1500), [400, 800, 1200, 1600, 2000]),
        ((401, 300), [400, 401]),
        ((400, 300), [400]),
        ((40, 30), [40]),
    ],
)
def test_a_picture_has_the_usual_widths_and_its_own(size: tuple[int, int], widths: list[int]) -> None:
    assert [width for width, _ in sizes_of(size)] == widths


@given(SIDES, SIDES)
def test_sizes_grow_from_one_to_the_next_and_never_beyond_the_picture(width: int, height: int) -> None:
    sizes = sizes_of((width, height))
    assert sizes == sorted(set(sizes))
    assert sizes[-1] == (width, height) or sizes[-1][0] == WIDTHS[-1]
    for each in sizes:
        assert 1 <= each[1] <= height
        assert abs(each[1] - height * each[0] / width) <= 1


@given(SIDES, SIDES, SIDES)
def test_what_is_made_to_fit_fits(width: int, height: int, side: int) -> None:
    assert max(fitted((width, height), side)) == min(side, max(width, height))
    assert narrowed((width, height), side)[0] == min(side, width)


@given(SIDES, SIDES, crops())
def test_a_crop_leaves_something_of_the_picture_and_nothing_beside_it(width: int, height: int, crop: Box) -> None:
    assert is_crop(crop)
    left, top, right, bottom = cropped((width, height), crop)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


def test_a_crop_is_in_thousandths() -> None:
    assert cropped((3000, 2000), (100, 250, 900, 1000)) == (300, 500, 2700, 2000)
    assert cropped((3000, 2000), None) == (0, 0, 3000, 2000)


@pytest.mark.parametrize(
    "crop",
    [(-1, 0, 9, 9), (0, 0, 1001, 9), (5, 0, 5, 9), (0, 9, 9, 5), (0, -1, 9, 9), (0, 0, 9, 1001), (0, 5, 9, 5)],
)
def test_what_lies_outside_or_turned_round_is_no_crop(crop: Box) -> None:
    assert not is_crop(crop)
