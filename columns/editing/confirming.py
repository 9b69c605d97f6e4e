"""Confirming: what is long published is changed only by whoever types their password again, through whichever form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from columns.models import Entry
from columns.publishing.confirmation import ConfirmationNeeded, confirm_password, is_confirmed, needs_confirmation
from columns.publishing.throttling import Origin


def is_asked(request: HttpRequest, entry: Entry | None) -> bool:
    """Whether the form of an entry asks for the password."""
    now = timezone.now()
    return entry is not None and needs_confirmation(entry, now) and not is_confirmed(request.session, now)


def confirm(request: Any, entry: Entry | None) -> None:
    """Take the password from a form that was asked for it. Raises Refused: there is none, or it is wrong.

    Called outside of the form's transaction, or a failure would not be counted.
    """
    if entry is None or not is_asked(request, entry):
        return
    if not (password := request.POST.get("password", "")):
        raise ConfirmationNeeded
    origin = Origin.of(request.META, request.COOKIES)
    confirm_password(user=request.user, password=password, session=request.session, origin=origin)
