"""Evidence: kept of what a file says at its longest, and with nothing beside it."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.files.storage import default_storage, storages

from columns.images.exif import NAME
from columns.images.taken import Taken
from columns.models import Column, Evidence
from columns.publishing import images
from columns.publishing.images import take_image
from tests.pictured import SEEN, TAKEN, taken


def test_of_two_who_upload_one_file_at_once_one_may_bring_the_evidence_alone(column: Column, alice: User) -> None:
    column.keeps_evidence = True

    def while_another_is_quicker(body: bytes) -> Taken:
        taken(alice, body)
        return TAKEN

    before = set(storages["private"].listdir("masters")[1]) if storages["private"].exists("masters") else set()
    with patch.object(images, "taken", while_another_is_quicker):
        image = take_image(by=alice, body=b"the same", column=column)
    assert Evidence.objects.get().image == image
    assert default_storage.exists(image.file_names()[0])
    masters = set(storages["private"].listdir("masters")[1]) - before
    assert [f"masters/{name}" for name in masters] == [image.master.name]


def test_a_camera_may_have_the_longest_of_names(column: Column, alice: User) -> None:
    column.keeps_evidence = True
    seen = replace(SEEN, make="m" * NAME, model="n" * NAME)
    with patch.object(images, "taken", lambda body: replace(TAKEN, evidence=seen)):
        take_image(by=alice, body=b"named", column=column)
    assert Evidence.objects.get().camera == f"{'m' * 60} {'n' * 39}"
