"""Confirming: what is long published is changed in the admin only by whoever types their password again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from columns.editing.confirming import is_asked
from columns.publishing.confirmation import ConfirmationNeeded, check_confirmed


class OwnPassword(forms.CharField):
    """What the form of such a thing asks for. It is no part of what is written."""

    def __init__(self, why: Any = None) -> None:
        super().__init__(
            label=_("Your password"), required=False, strip=False,
            help_text=why or _("Readers have seen this for more than 24 hours, or in a closed post."),
            widget=forms.PasswordInput({"autocomplete": "current-password"}),
        )  # fmt: skip

    def has_changed(self, initial: object, data: object) -> bool:
        """Never."""
        return False


def asked(request: HttpRequest, thing: Any) -> tuple[str, ...]:
    """The field for the password, in the form of a thing that asks for it."""
    return ("password",) if is_asked(request, thing) else ()


def led_to_confirm(request: HttpRequest, things: Iterable[Any], back: str) -> HttpResponse | None:
    """Where somebody goes first who wants to do something to such things by a button; None: nowhere."""
    try:
        check_confirmed(request.session, things)
    except ConfirmationNeeded as needed:
        messages.warning(request, needed.message)
        return HttpResponseRedirect(f"{reverse('accounts:confirm')}?{urlencode({'next': back})}")
    return None
