"""Confirmation: what is long published, or in a closed post, asks whoever changes it for their password again.

Whoever finds an open laptop, or steals a session, cannot quietly rewrite what is no longer watched. A tool with a
token has no session: what it may is bounded by its token.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.models import Entry, Post

from .errors import Refused
from .throttling import Origin, begin_attempt, forgive

#: An entry is old when it was first published so long ago.
OLD = timedelta(hours=24)
#: So long a password that was typed stays good.
GOOD_FOR = timedelta(minutes=15)
#: In the session: when it was.
CONFIRMED_AT = "confirmed_at"


class ConfirmationNeeded(Refused):
    """The password has to be typed again first."""

    def __init__(self) -> None:
        super().__init__(
            _("This was published more than 24 hours ago, or its post is closed: type your password to change it."),
            "password",
        )


def needs_confirmation(entry: Entry, now: datetime) -> bool:
    """Whether changing an entry asks for the password: readers see it, and it is old or its post is closed."""
    if not entry.is_public:
        return False
    is_old = entry.published_at is not None and now - entry.published_at > OLD
    return is_old or entry.post.state == Post.State.CLOSED


def is_confirmed(session: SessionBase, now: datetime) -> bool:
    """Whether the password was typed in this session a short while ago."""
    at = session.get(CONFIRMED_AT)
    return isinstance(at, int | float) and timedelta(0) <= now - datetime.fromtimestamp(at, now.tzinfo) < GOOD_FOR


def check_confirmed(session: SessionBase, entries: Iterable[Entry]) -> None:
    """Raise ConfirmationNeeded unless all of `entries` may be changed in this session as it is."""
    now = timezone.now()
    if not is_confirmed(session, now) and any(needs_confirmation(entry, now) for entry in entries):
        raise ConfirmationNeeded


def confirm_password(*, user: User, password: str, session: SessionBase, origin: Origin) -> None:
    """Note in the session that its owner is there. Guessing is throttled as at the door.

    Raises Refused (wrong), TooMany.
    """
    attempt = begin_attempt(user.get_username(), origin)
    if not check_password(password, user.password):
        raise Refused(_("This is not your password."), "password")
    forgive(attempt)
    session[CONFIRMED_AT] = timezone.now().timestamp()
