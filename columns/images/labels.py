"""Labels: each reason in words that tell an editor what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .reasons import Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: They name the caps of specs.py; a test holds them to it.
LABELS: dict[Reason, _StrPromise] = {
    Reason.EMPTY: _("The file is empty. Choose it once more."),
    Reason.HEAVY: _("The file is larger than 30 MB. Save it smaller, as a JPEG, and upload that."),
    Reason.KIND: _("This is not a picture that can be shown here. Save it as JPEG, PNG, WebP, GIF or AVIF."),
    Reason.HEIC: _("This is a HEIC picture, as iPhones take them. Export it as JPEG and upload that."),
    Reason.SVG: _("This is an SVG drawing. Export it as PNG and upload that."),
    Reason.BROKEN: _("The picture is damaged or incomplete. Upload it once more, or save it anew before."),
    Reason.TOO_LARGE: _(
        "The picture has too many pixels: a JPEG may have 40 million, any other 16 million. "
        "Make it smaller and upload that."
    ),
    Reason.TOO_SMALL: _("The picture is too small, or too narrow, to show anything: 16 pixels are the least."),
    Reason.INTERRUPTED: _("The picture could not be worked on just now. Try again in a minute."),
}
