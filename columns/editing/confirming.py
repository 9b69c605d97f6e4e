"""Confirming: what is long published is changed only by whoever types their password again, through whichever form."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.publishing.confirmation import ConfirmationNeeded, confirm_password, is_confirmed, needs_confirmation
from columns.publishing.errors import Refused
from columns.publishing.throttling import Origin


def is_asked(request: HttpRequest, thing: Model | None) -> bool:
    """Whether the form of a thing asks for the password."""
    now = timezone.now()
    return not is_confirmed(request.session, now) and needs_confirmation(thing, now)


def confirm(request: Any, thing: Model | None) -> None:
    """Take the password from a form that was asked for it. Raises Refused: there is none, or it is wrong.

    Called outside of the form's transaction, or a failure would not be counted.
    """
    if is_asked(request, thing):
        _take(request, ConfirmationNeeded())


def prove(request: Any) -> None:
    """The same for what outlasts a session, so that nobody makes it with a stolen one. Raises Refused."""
    if not is_confirmed(request.session, timezone.now()):
        why = _("Type your password: what you make here goes on when you have signed out.")
        _take(request, Refused(why, "password"))


def _take(request: Any, missing: Refused) -> None:
    if not (password := request.POST.get("password", "")):
        raise missing
    origin = Origin.of(request.META, request.COOKIES)
    confirm_password(user=request.user, password=password, session=request.session, origin=origin)
