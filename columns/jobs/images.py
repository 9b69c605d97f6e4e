"""The job of images: one claimed row, and the renditions that it lacks."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from columns.images.reasons import Reason, Unfit
from columns.images.renditions import renditions
from columns.models import Image
from columns.publishing.claiming import put_off_image
from columns.publishing.errors import Refused
from columns.publishing.image_files import master_of
from columns.publishing.image_words import crop_of
from columns.publishing.renditions import fail_image, settle_image

from .faults import note_fault
from .schedule import RETRIES, next_try

logger = logging.getLogger(__name__)


def work_on_image(image: Image) -> None:
    """Make all sizes of a claimed picture. Raises only what the database does while it is out of reach.

    What may pass (a disk that is full, a worker that was killed) is tried again a few times; then the picture keeps to
    the one size that it has.
    """
    if image.tries > len(RETRIES) + 1:  # no try has ended with a word: it kills whoever tries
        fail_image(by=None, image=image, reason=Reason.BROKEN)
        return
    try:
        settle_image(by=None, image=image, made=renditions(master_of(image), crop_of(image)))
    except Unfit as unfit:
        if unfit.reason.is_final:
            fail_image(by=None, image=image, reason=unfit.reason)
        else:
            _later(image, unfit)
    except Image.DoesNotExist:
        return  # nobody needs it any more
    except (OperationalError, InterfaceError):
        raise
    except (Refused, OSError) as error:  # the storage, which may be back
        _later(image, error)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be worked on
        note_fault(image, error)
        fail_image(by=None, image=image, reason=Reason.BROKEN)


def _later(image: Image, error: Exception) -> None:
    logger.warning("picture %s is put off: %s", image.pk, type(error).__name__)
    again_at = next_try(image.tries, timezone.now())
    if again_at:
        put_off_image(by=None, image=image, again_at=again_at)
    else:
        fail_image(by=None, image=image, reason=Reason.BROKEN)
