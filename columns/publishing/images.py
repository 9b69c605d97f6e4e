"""Images: pictures taken in, and what is said of them.

What a stranger's file is made of is found out before a transaction begins, in a process of its own
(`columns/images/apart.py`). Readers see a picture once an entry or a post that shows it is public.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record, record_in
from columns.images.reasons import Unfit
from columns.images.taken import Taken, taken
from columns.models import Change, Column, Evidence, Image

from . import permissions
from .claiming import call
from .errors import Refused
from .image_files import NewFiles, forget_files, keep_evidence
from .image_words import ImageWords, clean_words, crop_of, what_cannot_stay
from .locks import lock_columns_of, lock_image
from .noticed import hearing, is_noticed, worded
from .obstacles import check_goes_on
from .permissions import Actor, person
from .renditions import first_again
from .shown_images import is_shown, write_image
from .shown_in import columns_showing
from .social_cards import drop_cards_with


def take_image(*, by: Actor, body: bytes, column: Column | None = None) -> Image:
    """The picture in an uploaded file: the row there is, if it was uploaded before, or a new one with one rendition.

    No reader sees it before an entry that shows it is published. The file itself is kept only if `column` keeps
    evidence. Raises Refused (no picture that can be shown, withdrawn, no room on the disk), NotAllowed.
    """
    permissions.check(by, "take_image", *([column] if column else []))
    sha256 = hashlib.sha256(body).hexdigest()
    known = Image.objects.filter(sha256=sha256).first()
    wants_evidence = bool(column and column.keeps_evidence)
    if known and not (wants_evidence and not Evidence.objects.filter(image=known).exists()):
        return _not_withdrawn(_tried_again(known))
    try:
        made = taken(body)
    except Unfit as unfit:
        raise Refused(str(unfit.reason.label), "file") from unfit
    # Each kept for itself: of two who upload one file at once, one may bring the picture and the other the evidence.
    with NewFiles() as files, NewFiles() as originals, transaction.atomic():
        image = known or _new(sha256, made, by, files)
        if column and wants_evidence:
            keep_evidence(image, column, body, made.evidence, originals)
        record(by, "take_image", _not_withdrawn(image), column=column)
        return image


def _new(sha256: str, made: Taken, by: Actor, files: NewFiles) -> Image:
    """A row for a picture, unless another upload of the same file was quicker."""
    image = Image(
        sha256=sha256, uploaded_by=person(by), width=made.width, height=made.height, blur=made.blur,
        renditions=files.save_first(made.first, made.first_width, made.first_height),
        master=files.save_master(made.master, made.master_type),
    )
    Image.objects.bulk_create([image], ignore_conflicts=True)
    stored = Image.objects.get(sha256=sha256)
    if stored.pk == image.pk:
        files.keep()
        call()
    return stored


def _tried_again(image: Image) -> Image:
    """What could not be made of a picture is tried once more for whoever brings it again."""
    failed = Image.objects.filter(pk=image.pk, state=Image.State.FAILED)
    if failed.update(state=Image.State.PENDING, reason="", tries=0, next_try_at=timezone.now()):
        call()
        return Image.objects.get(pk=image.pk)
    return image


def _not_withdrawn(image: Image) -> Image:
    if image.is_withdrawn:
        raise Refused(_("This picture was withdrawn: %(reason)s") % {"reason": image.withdrawal_reason}, "file")
    return image


def describe_image(*, by: Actor, image: Image, revision: int, words: ImageWords) -> Image:
    """Change what is said of a picture and how it is shown, wherever it stands. A crop makes its files anew.

    Raises Refused (changed by somebody else meanwhile, withdrawn, readers see it and something is missing then or the
    column is frozen or archived, a tick by nobody), NotAllowed.
    """
    permissions.check(by, "describe_image")
    if shown := columns_showing(image):
        permissions.check(by, "describe_shown_image", *shown)
    words = clean_words(words)
    image = Image.objects.get(pk=image.pk)
    recut = words.crop != crop_of(image)
    with NewFiles() as files:
        fields: dict[str, Any] = {}
        if recut:
            fields = _cut(image, words, files)
        with transaction.atomic():
            current = lock_image(image)
            if revision != current.revision:
                raise Refused(_("Somebody else has changed this picture meanwhile. Look again."))
            if current.is_withdrawn:
                raise Refused(_("This picture is withdrawn. Restore it first."))
            if is_shown(current) and (missing := what_cannot_stay(words)):
                raise Refused(_("Readers see this picture: %(why)s") % {"why": missing.message}, missing.field)
            if words == ImageWords.of(current):
                return current
            if recut or words.cover:
                drop_cards_with(current)
            if recut:
                forget_files(current)
                files.keep()
                call()
            said = {**fields, **_said(words), **_cleared(current, words, by), **worded(by)}
            lock_columns_of(current)
            described = write_image(current, op=Change.Op.DESCRIBE, **said)
            check_goes_on(*(shown := columns_showing(image)))
            record_in(heard := hearing(image, shown), by, "describe_image", image, is_alert=is_noticed(image, *heard))
            return described


def _cut(image: Image, words: ImageWords, files: NewFiles) -> dict[str, Any]:
    """A first rendition of what a crop leaves; a job makes the others."""
    return {**first_again(image, words.crop, files), "crop": list(words.crop) if words.crop else None}


def _said(words: ImageWords) -> dict[str, Any]:
    """What is said, as the fields that keep it."""
    focus_x, focus_y = words.focus
    return {
        "caption": words.caption, "alt": words.alt, "decorative": words.decorative, "credit": words.credit,
        "cover": list(words.cover), "cover_note": words.cover_note, "identifiable": words.identifiable,
        "focus_x": focus_x, "focus_y": focus_y,
    }


def _cleared(image: Image, words: ImageWords, by: Actor) -> dict[str, Any]:
    """Who has decided that people are shown. Whoever did so first stays; it is taken back by whoever unticks it."""
    if words.cleared == image.is_cleared:
        return {}
    if not words.cleared:
        return {"cleared_by": None, "cleared_name": "", "cleared_at": None}
    decided = person(by)
    if decided is None:
        raise Refused(_("This is to be decided by a person, with their name."), "cleared")
    name = decided.get_full_name() or decided.get_username()
    return {"cleared_by": decided, "cleared_name": name[:150], "cleared_at": timezone.now()}
