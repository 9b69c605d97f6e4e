"""Making, revoking and recognising tokens. Nothing that readers see changes by it, so nothing is logged."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.models import Token

from . import permissions
from .errors import NotAllowed, Refused
from .lines import line
from .permissions import Actor

#: What every secret begins with, so that one that was left in a file or a log is found by looking for it.
PREFIX = "liveblog_"


def create_token(*, by: Actor, user: User, name: str) -> tuple[Token, str]:
    """A new token that acts as `user`, and its secret, which nobody can ask for again.

    Only a superuser makes tokens that act as somebody else: one would gain that person's permissions by it. Raises
    Refused (no name, a user who may not sign in to the admin), NotAllowed.
    """
    permissions.check(by, "create_token")
    if by is not None and by != user and not by.is_superuser:
        raise NotAllowed(_("You can make tokens for yourself only: they act with their owner's permissions."), "user")
    if not (user.is_active and user.is_staff):
        raise Refused(_("Only an active member of the staff can publish."), "user")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(user=user, name=line(name, "name", 100, required=True), digest=_digest(secret))
    return token, secret


def revoke_token(*, by: Actor, token: Token) -> Token:
    """End a token for good, at once: one's own, or as a chief that of somebody of a column. Raises NotAllowed."""
    permissions.check(by, "revoke_token")
    if by is not None and by != token.user and not by.is_superuser:
        _check_chief(by, token.user)
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    return Token.objects.get(pk=token.pk)


def _check_chief(by: Actor, owner: User) -> None:
    works_on = permissions.roles_of(owner)
    if not any(permissions.may(by, "revoke_token_of_others", column) for column in works_on):
        raise NotAllowed(_("You can revoke your own tokens, and those of people whose chief you are."))


def recognise(secret: str) -> Token | None:
    """The valid token of that secret, and a note that it was used today; None for any other, for whatever reason.

    It is looked for by its hash. How long that takes tells something of hashes at most, and those cannot be steered.
    """
    token = Token.objects.valid().select_related("user").filter(digest=_digest(secret)).first()
    today = timezone.now().date()
    if token and token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
