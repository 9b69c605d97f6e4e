"""The files of images: written before a transaction ends, gone again if it fails, and gone for good when replaced."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from columns.images.exif import Evidence as Seen
from columns.models import Column, Evidence, Image, new_id
from columns.models.image import private_storage, rendition_name

from .errors import Refused

logger = logging.getLogger(__name__)


class NewFiles:
    """Files on their way into storage: those that nobody says to `keep` are gone again at the end, as after an error.

    A disk without room is Refused.
    """

    def __init__(self) -> None:
        self._written: list[tuple[Storage, str]] = []
        self._is_kept = False

    def __enter__(self) -> NewFiles:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed or not self._is_kept:
            for storage, name in self._written:
                storage.delete(name)

    def keep(self) -> None:
        """They are named in the database now."""
        self._is_kept = True

    def save_first(self, content: bytes, width: int, height: int) -> dict[str, Any]:
        """The first rendition, under a key of its own: as `Image.renditions` names it."""
        renditions = {"key": new_id(), "sizes": [[width, height]], "formats": ["jpg"], "least": len(content)}
        self.save(default_storage, rendition_name(renditions, width, "jpg"), content)
        return renditions

    def save_master(self, content: bytes, ending: str) -> str:
        """Our own copy, which has no address."""
        return self.save(private_storage(), f"masters/{new_id()}.{ending}", content)

    def save(self, storage: Storage, name: str, content: bytes) -> str:
        """One file; nothing may lie under its name that somebody needs. Raises Refused."""
        self._written.append((storage, name))
        try:
            storage.delete(name)
            return storage.save(name, ContentFile(content))
        except OSError as error:
            raise Refused(_(
                "The picture could not be stored: the server’s disk is full or out of reach. Tell whoever runs it; "
                "your text is not lost."
            ), "file") from error


def keep_evidence(image: Image, column: Column, body: bytes, seen: Seen, files: NewFiles) -> None:
    """Keep an upload as it came, and what its camera wrote into it, unless it is kept already."""
    original = files.save(private_storage(), f"evidence/{new_id()}", body)
    evidence = Evidence(
        image=image, column=column, original=original, captured=seen.captured_at,
        camera=f"{seen.make} {seen.model}".strip()[:100], latitude=seen.latitude, longitude=seen.longitude,
    )
    Evidence.objects.bulk_create([evidence], ignore_conflicts=True)
    if Evidence.objects.get(image=image).original.name == original:
        files.keep()


def master_of(image: Image) -> bytes:
    """The bytes of our own copy of a picture. Raises OSError: it is gone from the storage."""
    with image.master.open("rb") as file:
        content: bytes = file.read()
        return content


def forget_files(image: Image) -> None:
    """Delete the public files of a picture once the transaction that no longer names them has committed.

    All that lie under its key: a job that was killed may have left some that no row names. What the storage does not
    delete is named in the log, for somebody has to.
    """
    folder = image.file_names()[0].rpartition("/")[0]

    def forget() -> None:
        with suppress(FileNotFoundError):
            for name in default_storage.listdir(folder)[1]:
                try:
                    default_storage.delete(f"{folder}/{name}")
                except OSError as error:
                    logger.error("%s/%s is still public: %s", folder, name, type(error).__name__)

    transaction.on_commit(forget, robust=True)
