"""Accounts of the staff: invited, given a role, disabled and enabled. Nothing that readers see changes by it."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.bell import ring_person
from columns.models import Column, Membership

from . import permissions
from .errors import NotAllowed, Refused
from .lines import line
from .people import check_over
from .permissions import Actor
from .second_factor import drop_second_factor
from .sign_ins import end_all_of


def invite_member(*, by: Actor, username: str, email: str, name: str, column: Column, role: str) -> User:
    """An account for somebody who has none, with a role in one column. It has no password: a letter leads to one.

    Raises Refused (a name that is taken or cannot be one, no address), NotAllowed.
    """
    permissions.check(by, "invite_member", column)
    _check_role(role)
    user = User(username=line(username, "username", 150, required=True), email=_address(email), is_staff=True)
    user.first_name = line(name, "name", 150)
    user.set_unusable_password()
    if User.objects.filter(email__iexact=user.email).exists():
        raise Refused(_("Somebody with this address has an account already: give them a role."), "email")
    try:
        user.full_clean(exclude=["password"])
        with transaction.atomic():
            user.save(force_insert=True)
            Membership.objects.create(user=user, column=column, role=role)
            record(by, "invite_member", user, column=column, role=role)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "username") from error
    except IntegrityError as error:
        raise Refused(_("There is an account of this name already."), "username") from error
    return user


def set_role(*, by: Actor, user: User, column: Column, role: str) -> None:
    """Give somebody a role in a column, in place of the one they had there; an empty one takes it away.

    Raises Refused (no such role, not of the staff), NotAllowed (one's own role, a superuser's).
    """
    permissions.check(by, "set_role", column)
    if role:
        _check_role(role)
    is_above = isinstance(by, User) and by.is_superuser
    if by is not None and not is_above and (user == by or user.is_superuser):
        raise NotAllowed(_("Nobody changes their own role, nor a superuser's."))
    if not (user.is_active and user.is_staff):
        raise Refused(_("Only an active member of the staff has a role."), "username")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        Membership.objects.filter(user=user, column=column).delete()
        if role:
            Membership.objects.create(user=user, column=column, role=role)
        transaction.on_commit(partial(ring_person, user.pk), robust=True)
        record(by, "set_role", user, column=column, role=role)


def disable_account(*, by: Actor, user: User) -> None:
    """Shut somebody out at once: sessions, sockets, and their tokens for good. What they wrote stays.

    Raises NotAllowed (oneself).
    """
    permissions.check(by, "disable_account")
    check_over(by, user)
    if user == by:
        raise NotAllowed(_("Nobody disables their own account."))
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        record(by, "disable_account", user, tokens=end_all_of(user))


def enable_account(*, by: Actor, user: User) -> None:
    """Let somebody in again, with the password and the roles they had. Raises NotAllowed."""
    permissions.check(by, "enable_account")
    check_over(by, user)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=True)
        record(by, "enable_account", user)


def reset_second_factor(*, by: Actor, user: User) -> None:
    """Forget somebody's second factor, which they have lost: at their next sign-in they set up another.

    Whoever asks for it has to know that it is them. Raises NotAllowed.
    """
    permissions.check(by, "reset_second_factor")
    with transaction.atomic():
        drop_second_factor(user)
        record(by, "reset_second_factor", user, tokens=end_all_of(user))


def note_new_password(*, user: User, but: SessionBase | None = None) -> int:
    """Somebody has a new password: whoever came in by the old one is shut out, with the tokens that they may have made.

    (Django has stored it.) How many tokens ended.
    """
    with transaction.atomic():
        ended = end_all_of(user, but)
        record(user, "change_password", user, tokens=ended)
        return len(ended)


def _check_role(role: str) -> None:
    if role not in Membership.Role.values:
        raise Refused(_("There is no such role."), "role")


def _address(email: str) -> str:
    address = line(email, "email", 254, required=True)
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "email") from error
    return address
