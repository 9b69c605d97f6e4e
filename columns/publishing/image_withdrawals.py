"""Taking pictures back, and showing them again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record_in
from columns.models import Change, Image

from . import permissions
from .claiming import call
from .confirmation import needs_confirmation
from .errors import Refused
from .image_files import NewFiles, forget_files
from .image_words import crop_of
from .lines import line
from .locks import lock_image
from .obstacles import check_goes_on
from .permissions import Actor
from .renditions import first_again
from .shown_images import write_image
from .shown_in import columns_showing
from .social_cards import drop_cards_with


def withdraw_image(*, by: Actor, image: Image, reason: str) -> Image:
    """Take a picture back: its public files are deleted, and readers see a stub with `reason` wherever it stood.

    Raises Refused (no reason, withdrawn before), NotAllowed.
    """
    permissions.check(by, "withdraw_image", *columns_showing(image))
    reason = line(reason, "reason", 300, required=True)
    with transaction.atomic():
        current = lock_image(image)
        if current.is_withdrawn:
            raise Refused(_("This picture is withdrawn already."))
        forget_files(current)
        drop_cards_with(current)
        withdrawn = write_image(
            current, op=Change.Op.DESCRIBE, state=Image.State.WITHDRAWN, withdrawal_reason=reason, next_try_at=None,
            renditions={}, blur="",
        )
        is_alert = needs_confirmation(image, timezone.now())
        record_in(columns_showing(image), by, "withdraw_image", image, is_alert=is_alert)
        return withdrawn


def restore_image(*, by: Actor, image: Image) -> Image:
    """Show a withdrawn picture again, made anew of our own copy.

    Raises Refused (it is not withdrawn, frozen or archived where readers would see it), NotAllowed.
    """
    permissions.check(by, "restore_image", *columns_showing(image))
    image = Image.objects.get(pk=image.pk)
    if not image.is_withdrawn:
        raise Refused(_("Only a withdrawn picture can be restored."))
    with NewFiles() as files:
        again = first_again(image, crop_of(image), files)
        with transaction.atomic():
            current = lock_image(image)
            if not current.is_withdrawn:
                return current  # somebody else was quicker
            files.keep()
            call()
            restored = write_image(current, op=Change.Op.DESCRIBE, withdrawal_reason="", **again)
            check_goes_on(*(shown := columns_showing(image)))
            record_in(shown, by, "restore_image", image, is_alert=needs_confirmation(image, timezone.now()))
            return restored
