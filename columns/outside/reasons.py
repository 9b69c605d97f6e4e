"""Why something outside was not fetched, in words that a card can show to an editor."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Every reason there is. The value is what is stored, the label what an editor reads."""

    OFF = "off", _("Fetching from other sites is turned off here.")
    MALFORMED = "malformed", _("This is not a complete web address, or it is too long.")
    SCHEME = "scheme", _("Only addresses that begin with http:// or https:// can be fetched.")
    CREDENTIALS = "credentials", _("The address holds a user name or password. Remove it and try again.")
    PORT = "port", _("The address names an unusual port. Only the two of the web (80 and 443) are asked.")
    ADDRESS = "address", _("The address does not lead to the public internet.")
    REDIRECTS = "redirects", _("The address leads on too often, nowhere, or from a secure address to an insecure one.")
    TOO_LARGE = "too_large", _("What is there is too large.")
    TOO_SLOW = "too_slow", _("The other site did not answer in time.")
    WRONG_TYPE = "wrong_type", _("What is there is of another kind than was looked for.")
    ENCODED = "encoded", _("The other site sends only compressed answers, which are not read.")
    GONE = "gone", _("There is nothing at this address (any more).")
    FORBIDDEN = "forbidden", _("The other site does not show this to our server.")
    BUSY = "busy", _("The other site is overloaded or broken.")
    UNREACHABLE = "unreachable", _("The other site cannot be reached, or does not answer as it should.")
    TLS = "tls", _("The other site cannot prove who it is: there is something wrong with its certificate.")

    @property
    def is_final(self) -> bool:
        """Whether asking again would bring the same; otherwise it may help, a little later."""
        return self not in {Reason.TOO_SLOW, Reason.BUSY, Reason.UNREACHABLE, Reason.TLS}


class Refused(Exception):
    """Nothing was fetched, for one reason. `said` is what the other side said, if that can be told shortly: a status
    ("503"), a type ("application/pdf"). It is meant for logs and decisions, not for editors.
    """

    def __init__(self, reason: Reason, said: str = "") -> None:
        super().__init__(f"{reason.value} ({said})" if said else reason.value)
        self.reason = reason
        self.said = said

    @property
    def is_final(self) -> bool:
        """Whether asking again would bring the same."""
        return self.reason.is_final


def reason_of_status(status: int) -> Reason | None:
    """What an HTTP status means for whoever asked; None if it brings what was asked for."""
    match status:
        case _ if 200 <= status < 300:
            return None
        case _ if 300 <= status < 400:
            return Reason.REDIRECTS
        case 404 | 410:
            return Reason.GONE
        case 408 | 425 | 429:
            return Reason.BUSY
        case _ if 400 <= status < 500:
            return Reason.FORBIDDEN
    return Reason.BUSY
