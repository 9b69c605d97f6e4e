"""What is said of a picture: cleaned, and enough or not for readers to see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import Image
from columns.publishing.errors import Refused
from columns.publishing.image_words import WHOLE, ImageWords, all_missing, clean_words, what_is_missing
from tests.pictured import described, taken

TOLD = {"alt": "Smoke over the silos", "cover": ("death",), "cover_note": "A body", "identifiable": False}

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a cover that there is not": ({"cover": ("spoilers",)}, "cover"),
    "a focus outside": ({"focus": (101, 50)}, "focus_x"),
    "a crop outside": ({"crop": (0, 0, 1001, 500)}, "crop"),
    "a crop the wrong way round": ({"crop": (500, 0, 400, 1000)}, "crop"),
    "a crop of nearly nothing": ({"crop": (500, 0, 510, 1000)}, "crop"),
    "a caption without end": ({"caption": "x" * 601}, "caption"),
    "both decoration and words": ({"alt": "Smoke", "decorative": True}, "decorative"),
}

MISSING: dict[str, tuple[dict[str, Any], str]] = {
    "no alternative text": ({"alt": ""}, "alt"),
    "one of joiners": ({"alt": "\u200d \u200d"}, "alt"),
    "a cover that says nothing": ({"cover_note": ""}, "cover_note"),
    "nobody has said who can be recognised": ({"identifiable": None}, "identifiable"),
    "recognised, and nobody has decided": ({"identifiable": True}, "cleared"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_meant_is_refused_at_its_field(case: str) -> None:
    said, field = REFUSED[case]
    with pytest.raises(Refused) as refused:
        clean_words(ImageWords(**said))
    assert refused.value.field == field


@pytest.mark.parametrize("case", MISSING)
def test_what_is_missing_is_said_at_its_field(case: str) -> None:
    said, field = MISSING[case]
    missing = what_is_missing(clean_words(ImageWords(**{**TOLD, **said})))
    assert missing is not None
    assert missing.field == field
    assert what_is_missing(ImageWords(**TOLD)) is None


def test_all_that_is_missing_is_said_at_once() -> None:
    assert [each.field for each in all_missing(ImageWords(cover=("death",)))] == ["alt", "cover_note", "identifiable"]


def test_whoever_can_be_recognised_may_be_shown_once_somebody_has_decided_so() -> None:
    assert what_is_missing(clean_words(ImageWords(**{**TOLD, "identifiable": True, "cleared": True}))) is None


def test_blood_or_a_sound_alone_shows_nobody() -> None:
    assert what_is_missing(ImageWords(**{**TOLD, "cover": ("blood", "audio"), "identifiable": None})) is None


def test_a_crop_of_everything_is_none() -> None:
    assert clean_words(ImageWords(crop=WHOLE)).crop is None


def test_controls_and_overrides_do_not_get_into_the_words() -> None:
    words = clean_words(ImageWords(caption="a\u202eb\0c\n d", alt=" x ", credit="y\u2066"))
    assert (words.caption, words.alt, words.credit) == ("abc d", "x", "y")


def test_the_tick_keeps_the_name_and_whoever_came_first(alice: User, bob: User) -> None:
    alice.first_name, alice.last_name = "Alice", "Amin"
    alice.save()
    image = described(alice, identifiable=True, cleared=True)
    assert (image.cleared_by, image.cleared_name) == (alice, "Alice Amin")
    assert image.cleared_at is not None
    bob.is_superuser = True
    bob.save()
    again = described(bob, image, identifiable=True, cleared=True, caption="Another")
    assert (again.cleared_by, again.cleared_at) == (alice, image.cleared_at)


@pytest.mark.parametrize("said", [{"identifiable": True, "cleared": False}, {"identifiable": False, "cleared": True}])
def test_the_tick_is_taken_back_with_its_name(alice: User, said: dict[str, bool]) -> None:
    image = described(alice, described(alice, identifiable=True, cleared=True), **said)
    assert (image.cleared_by, image.cleared_name, image.cleared_at) == (None, "", None)


def test_nobody_in_particular_cannot_decide(alice: User) -> None:
    with pytest.raises(Refused) as refused:
        described(None, taken(alice), identifiable=True, cleared=True)
    assert refused.value.field == "cleared"
    assert Image.objects.get().alt == ""
