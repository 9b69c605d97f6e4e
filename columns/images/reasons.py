"""Why a picture is not shown, in words that an editor can be told."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Every reason there is. The value is what is stored, the label what an editor reads."""

    KIND = "kind", _("This is not a picture that can be shown here: JPEG, PNG, WebP, GIF or AVIF.")
    BROKEN = "broken", _("The picture is damaged or incomplete.")
    TOO_LARGE = "too_large", _("The picture has too many pixels.")
    TOO_SMALL = "too_small", _("The picture is too small, or too narrow, to show anything.")


class Unfit(Exception):
    """No picture came of it, for one reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
