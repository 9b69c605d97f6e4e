"""Renditions: the public files of a picture. The first is made while an editor waits, all others by a job.

The job brings the picture as it claimed it. If that was claimed again, cropped or withdrawn meanwhile, what the job
made is dropped: somebody else comes with something newer.
"""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.images.reasons import Unfit
from columns.images.renditions import Made, first_of
from columns.images.specs import FORMATS
from columns.models import Change, Image
from columns.models.image import rendition_name

from . import permissions
from .errors import Refused
from .image_files import NewFiles, master_of
from .image_words import Crop
from .locks import lock_image
from .permissions import Actor
from .shown_images import write_image


def first_again(image: Image, crop: Crop | None, files: NewFiles) -> dict[str, Any]:
    """Another first rendition of a picture, cropped otherwise, as the fields that make it due. Raises Refused."""
    try:
        first = first_of(master_of(image), crop)
    except Unfit as unfit:
        raise Refused(str(unfit.reason.label), "crop") from unfit
    except FileNotFoundError as error:
        raise Refused(_("Our own copy of this picture is gone from the storage."), "crop") from error
    return {
        "renditions": files.save_first(first.content, first.width, first.height), "blur": first.blur,
        "state": Image.State.PENDING, "reason": "", "tries": 0, "next_try_at": timezone.now(),
    }


def settle_image(*, by: Actor, image: Image, made: Made) -> bool:
    """Show readers every size and format of a picture. The first rendition stays: pages that are open name it.

    Whether it was still wanted. A job that is killed half-way leaves files that the next one writes over. Raises
    Refused (no room on the disk), NotAllowed.
    """
    permissions.check(by, "settle_image")
    first = {(width, "jpg") for width, _height in image.sizes}
    if not first <= made.files.keys():
        raise ValueError("the first rendition is not one of those that were made")
    smallest = made.sizes[0][0]
    renditions = {
        **image.renditions, "sizes": [list(size) for size in made.sizes], "formats": list(FORMATS),
        "least": len(made.files[smallest, "jpg"]),
    }
    if _is_late(image, Image.objects.get(pk=image.pk)):
        return False  # no file is written, for one that fails takes those away that it has written over
    with NewFiles() as files:
        for (width, ending), content in made.files.items():
            if (width, ending) not in first:
                files.save(default_storage, rendition_name(renditions, width, ending), content)
        with transaction.atomic():
            current = lock_image(image)
            if _is_late(image, current):
                if current.renditions.get("key") == renditions["key"]:
                    files.keep()  # another makes the same ones, or has made them
                return False
            files.keep()
            write_image(
                current, op=Change.Op.IMAGE, state=Image.State.SETTLED, reason="", tries=0, next_try_at=None,
                renditions=renditions, blur=made.blur,
            )
            return True


def fail_image(*, by: Actor, image: Image, reason: str) -> bool:
    """Note why a picture keeps to its first rendition. Readers go on seeing that. Raises NotAllowed."""
    permissions.check(by, "fail_image")
    with transaction.atomic():
        current = lock_image(image)
        if _is_late(image, current):
            return False
        write_image(current, op=None, state=Image.State.FAILED, reason=reason, next_try_at=None)
        return True


def _is_late(claimed: Image, current: Image) -> bool:
    return current.is_withdrawn or current.next_try_at != claimed.next_try_at
