"""The desk of pictures: what the editor's script needs to take them in, show them and have them described."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liveblog.uploads import LARGEST_PICTURE

WORDS = {
    "picture": _("Picture"),
    "gallery": _("Gallery"),
    "numbered": _("Picture {number} of {count}"),
    "waiting": _("Waiting to be sent…"),
    "sending": _("Sending…"),
    "working": _("Sent. It is being read…"),
    "asking": _("Looking it up…"),
    "unknown": _("This picture is not on the server."),
    "unreachable": _("The server cannot be reached just now."),
    "broken": _("The server could not take it. Try again."),
    "signed_out": _("You are not signed in any more, or may not do this. Sign in in another tab, and try again here."),
    "missing": _("Before it can be published:"),
    "covered": _("Covered"),
    "show": _("Show"),
    "describe": _("Describe"),
    "described": _("Describe this picture"),
    "earlier": _("Earlier in the gallery"),
    "later": _("Later in the gallery"),
    "take_out": _("Take out"),
    "cancel": _("Cancel"),
    "retry": _("Try again"),
    "add": _("Add pictures"),
    "split": _("Split"),
    "join": _("Join with the one above"),
    "remove": _("Remove"),
    "up": _("Move up"),
    "down": _("Move down"),
    "loading": _("One moment…"),
    "close": _("Close"),
    "unkept": _("What you typed here is not kept yet. Press Escape once more to let it go."),
    "guard_sending": _("Not sent: a picture is still on its way to the server. Wait for it, or cancel it."),
    "guard_failed": _("Not sent: a picture could not be brought in. Try again, or remove it."),
    "lead_upload": _("Upload a picture"),
    "lead_hint": _("or drop one here"),
}


def desk_settings() -> dict[str, Any]:
    """Addresses, the cap and words."""
    return {
        "upload": reverse("admin:columns_image_upload"), "cards": reverse("admin:columns_image_cards"),
        "largest": LARGEST_PICTURE, "too_large": too_large(), "words": WORDS,
    }


def too_large() -> str:
    """What is said of a file beyond the cap."""
    most = LARGEST_PICTURE // 1024**2
    return gettext("The file is too large: a picture has at most %(most)d MB.") % {"most": most}
