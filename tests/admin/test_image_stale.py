"""The page and the dialogue of a picture: what a crop holds up, and what is said of one that a colleague has made."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from columns.models import Image
from columns.publishing import renditions
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image
from columns.publishing.renditions import first_of

from .filled import filled
from .pictured import taken

LIST = "/admin/columns/image/"


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_crop_on_the_page_of_a_picture(desk: Client, alice: User) -> None:
    address = f"{LIST}{taken(alice).pk}/change/"
    page, held = desk.get(address), []

    def cut(*asked: object) -> object:
        held.append(connection.in_atomic_block)
        return first_of(*asked)  # type: ignore[arg-type]

    with patch.object(renditions, "first_of", cut):
        assert desk.post(address, filled(page, crop_right=90)).status_code == 302
    assert (held, Image.objects.get().crop) == ([False], [0, 0, 900, 1000])


@pytest.mark.django_db
def test_a_crop_and_a_decision_made_meanwhile_are_shown_before_they_are_undone(desk: Client, alice: User) -> None:
    image = taken(alice)
    sent = {"based_on": image.revision, "focus_x": 50, "focus_y": 50, "alt": "Mine"}
    theirs = replace(ImageWords.of(image), identifiable=True, cleared=True, crop=(123, 0, 1000, 1000))
    describe_image(by=alice, image=image, revision=image.revision, words=theirs)
    form = desk.post(f"{LIST}{image.pk}/describe/", sent).json()["html"]
    stale = form.partition("image-cut")[0]
    assert all(each in stale for each in ("left edge", "12.3", "I have decided that"))
