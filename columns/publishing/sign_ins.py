"""Sessions of the staff: begun, seen, ended; and who works through one."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from columns.audit.record import record
from columns.changes.bell import ring_person
from columns.markup.plain import one_line
from columns.models import SignIn, Token

from . import permissions
from .people import check_over
from .permissions import Actor
from .second_factor import verified
from .tokens import revoke_all

#: A session that nobody used for so long is over; and so is one that was begun so long ago.
IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
#: Ended and forgotten ones are listed no longer than this.
LISTED = timedelta(days=30)
MINUTE = timedelta(minutes=1)
#: In the session: the key of its row. (Its own key changes at each step of signing in.)
SIGN_IN = "sign_in"


def begin_sign_in(*, user: User, session: SessionBase, browser: str) -> SignIn:
    """List a session that has just been opened by `user`'s password."""
    now = timezone.now()
    if session.session_key is None:
        session.create()
    with transaction.atomic():
        SignIn.objects.filter(user=user, at__lt=now - LISTED).delete()
        Session.objects.filter(expire_date__lt=now).delete()
        # Whoever signs in again in the same browser keeps the session.
        fields = {"user": user, "browser": one_line(browser)[:120].strip(), "at": now, "seen_at": now, "ended_at": None}
        made, _is_new = SignIn.objects.update_or_create(session_key=session.session_key, defaults=fields)
        session[SIGN_IN] = made.pk
        record(user, "sign_in", made)
    return made


def standing(session: SessionBase, user: User) -> SignIn | None:
    """The row of a session that still opens the door to `user`: not ended, not idle, not too old.

    Whether it does so entirely, by the second factor too, is its `is_verified`.
    """
    found = SignIn.objects.filter(pk=session.get(SIGN_IN, 0), user=user)
    return alive(found, timezone.now()).annotate(is_verified=verified(session, user)).first()


def alive(rows: QuerySet[SignIn], now: datetime) -> QuerySet[SignIn]:
    """Those that still open a door."""
    return rows.filter(ended_at=None, at__gt=now - LONGEST, seen_at__gt=now - IDLE)


def signed_in(session: SessionBase) -> User | None:
    """Who works through a session: active and on the staff, by both factors, in a session that stands.

    For whoever has no request: a socket, at its handshake and every few seconds after it.
    """
    user = User.objects.filter(pk=session.get(SESSION_KEY, 0), is_active=True, is_staff=True).first()
    if user is None or not constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    row = standing(session, user)
    return user if row and vars(row)["is_verified"] else None


def see_sign_in(*, sign_in: SignIn, session: SessionBase) -> None:
    """Note, to the minute, that a session is used; and its key, if that has changed."""
    now, key = timezone.now(), session.session_key or ""
    if now - sign_in.seen_at >= MINUTE or sign_in.session_key != key:
        SignIn.objects.filter(pk=sign_in.pk).update(seen_at=now, session_key=key)


def end_session(*, by: Actor, sign_in: SignIn) -> None:
    """End one session: one's own, or that of somebody one may act for. Raises NotAllowed."""
    if by != sign_in.user:
        permissions.check(by, "end_session")
        check_over(by, sign_in.user)
    with transaction.atomic():
        _end(SignIn.objects.filter(pk=sign_in.pk))
        record(by, "end_session", sign_in)


def end_sessions_of(*, by: Actor, user: User, but: SessionBase | None = None) -> None:
    """End all sessions of a person, but the one in which it is asked for, and their tokens. Raises NotAllowed."""
    if by != user:
        permissions.check(by, "end_sessions_of")
        check_over(by, user)
    with transaction.atomic():
        record(by, "end_sessions_of", user, tokens=end_all_of(user, but))


def end_all_of(user: User, but: SessionBase | None = None) -> list[int]:
    """The same as a part of another verb, in its transaction. The keys of the tokens that ended."""
    _end(SignIn.objects.filter(user=user).exclude(pk=but.get(SIGN_IN, 0) if but else 0))
    return revoke_all(Token.objects.filter(user=user))


def leave(*, session: SessionBase) -> None:
    """Somebody signs out: their session is no longer listed, and its sockets look at once."""
    _end(SignIn.objects.filter(pk=session.get(SIGN_IN, 0)))


def end_all_sessions(*, by: Actor) -> None:
    """Sign everyone out, whoever asks for it included, and every tool. Raises NotAllowed."""
    permissions.check(by, "end_all_sessions")
    with transaction.atomic():
        _end(SignIn.objects.all())
        record(by, "end_all_sessions", tokens=revoke_all(Token.objects.all()))


def _end(rows: QuerySet[SignIn]) -> None:
    """End those that have not ended, and have their sockets look at once. (They look by themselves before long.)"""
    ending = list(rows.filter(ended_at=None).values_list("pk", "session_key", "user"))
    SignIn.objects.filter(pk__in=[pk for pk, _key, _user in ending]).update(ended_at=timezone.now())
    Session.objects.filter(session_key__in=[key for _pk, key, _user in ending]).delete()
    for user in {user for _pk, _key, user in ending}:
        transaction.on_commit(partial(ring_person, user), robust=True)
