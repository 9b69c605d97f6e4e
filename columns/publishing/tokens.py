"""Making, revoking and recognising tokens. Nothing that readers see changes by it, so nothing is logged."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.models import Column, Token

from . import permissions
from .errors import NotAllowed, Refused
from .lines import line
from .permissions import Actor

#: What every secret begins with, so that one that was left in a file or a log is found by looking for it.
PREFIX = "liveblog_"


def create_token(
    *, by: Actor, user: User, column: Column, name: str, scopes: Iterable[str]
) -> tuple[Token, str]:
    """A new token that acts as `user` in `column` for these scopes, and its secret, which nobody can ask for again.

    Only a superuser makes tokens that act as somebody else: one would gain that person's role by it. Raises Refused
    (no name, no such scope, a user who may not sign in to the admin or has no role there), NotAllowed.
    """
    permissions.check(by, "create_token", column)
    if by is not None and by != user and not by.is_superuser:
        raise NotAllowed(_("You can make tokens for yourself only: they act with their owner's permissions."), "user")
    if not (user.is_active and user.is_staff):
        raise Refused(_("Only an active member of the staff can publish."), "user")
    if not permissions.may(user, "save_draft", column):
        raise Refused(_("This person has no role in “%(column)s”.") % {"column": column.title}, "user")
    wanted = set(scopes)
    if not wanted or not wanted <= set(Token.Scope.values):
        raise Refused(_("Say what the tool may do."), "scopes")
    secret = PREFIX + secrets.token_urlsafe(32)
    name = line(name, "name", 100, required=True)
    with transaction.atomic():
        token = Token.objects.create(
            user=user, column=column, scopes=sorted(wanted), name=name, digest=_digest(secret)
        )
        record(by, "create_token", token, column=column, user=user.pk, scopes=token.scopes)
    return token, secret


def revoke_token(*, by: Actor, token: Token) -> Token:
    """End a token for good, at once: one's own, or as the chief of its column anybody's. Raises NotAllowed."""
    permissions.check(by, "revoke_token")
    where = [token.column_id] if token.column_id else []
    if by is not None and by != token.user:
        permissions.check(by, "revoke_token_of_others", *where)
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            record(by, "revoke_token", token, column=token.column_id)
    return Token.objects.get(pk=token.pk)


def revoke_all(tokens: QuerySet[Token]) -> list[int]:
    """End those of `tokens` that have not ended, as a part of another verb, when a person is shut out. Their keys.

    A tool acts as its owner and goes on when they have signed out, and so would whoever has stolen its secret.
    """
    ending = sorted(tokens.filter(revoked_at=None).values_list("pk", flat=True))
    Token.objects.filter(pk__in=ending).update(revoked_at=timezone.now())
    return ending


def recognise(secret: str) -> Token | None:
    """The valid token of that secret, and a note that it was used today; None for any other, for whatever reason.

    It is looked for by its hash. How long that takes tells something of hashes at most, and those cannot be steered.
    """
    token = Token.objects.valid().select_related("user", "column").filter(digest=_digest(secret)).first()
    today = timezone.now().date()
    if token and token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
