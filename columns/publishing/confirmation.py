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
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.models import Author, Embed, Entry, Image, Post

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
            _("Readers have seen this for more than 24 hours, or in a closed post: type your password to change it."),
            "password",
        )


def needs_confirmation(thing: Model | None, now: datetime) -> bool:
    """Whether changing a thing asks for the password: readers see it in an entry that is old, or in a closed post.

    So it is with the entry itself, the head of its post (which is opened again by whoever has typed it) and whatever
    else stands in many entries: pictures, embeds, names.
    """
    if isinstance(thing, Entry):
        is_old = thing.published_at is not None and now - thing.published_at > OLD
        return thing.is_public and (is_old or thing.post.state == Post.State.CLOSED)
    if isinstance(thing, Post):
        return thing.state == Post.State.CLOSED
    old = Entry.objects.filter(Q(published_at__lt=now - OLD) | Q(post__state=Post.State.CLOSED))
    closed = Post.objects.filter(state=Post.State.CLOSED)
    if isinstance(thing, Embed):
        return old.published().filter(embeds=thing).exists()
    if isinstance(thing, Image):
        return old.published().filter(images=thing).exists() or closed.filter(lead=thing).exists()
    if isinstance(thing, Author):
        return old.public().filter(bylines__author=thing).exists() or closed.filter(bylines__author=thing).exists()
    return False


def is_confirmed(session: SessionBase, now: datetime) -> bool:
    """Whether the password was typed in this session a short while ago."""
    at = session.get(CONFIRMED_AT)
    return isinstance(at, int | float) and timedelta(0) <= now - datetime.fromtimestamp(at, now.tzinfo) < GOOD_FOR


def check_confirmed(session: SessionBase, things: Iterable[Model]) -> None:
    """Raise ConfirmationNeeded unless all of `things` may be changed in this session as it is."""
    now = timezone.now()
    if not is_confirmed(session, now) and any(needs_confirmation(thing, now) for thing in things):
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
