"""Signing in, the second half: a code, and the page on which its secret is handed over."""

from __future__ import annotations

from base64 import b32encode
from io import BytesIO
from typing import Any

import segno
from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from columns.publishing.confirmation import is_confirmed
from columns.publishing.errors import Refused
from columns.publishing.second_factor import (
    has_second_factor,
    is_verified,
    pending_device,
    recovery_codes_left,
    renew_recovery_codes,
    set_up_second_factor,
    verify_code,
)  # fmt: skip
from columns.publishing.throttling import TooMany

from .frame import framed, know_browser, next_page, origin_of, say_when
from .staff import staff_only


class CodeForm(forms.Form):
    """Six digits, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


@staff_only
def ask_code(request: HttpRequest, user: User) -> HttpResponse:
    """Ask for the code; lead on to the page behind."""
    if not has_second_factor(user):
        return HttpResponseRedirect(f"{reverse('accounts:set_up')}?{urlencode({'next': next_page(request)})}")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        said = {"user": user, "code": form.cleaned_data["code"], "session": request.session}
        try:
            verify_code(**said, origin=origin_of(request))
        except Refused as refusal:
            return _refused(request, "code", gettext("Second factor"), form, refusal)
        return know_browser(request, HttpResponseRedirect(next_page(request)), user)
    return framed(request, "code", gettext("Second factor"), form=form, next=next_page(request))


@staff_only
def set_up(request: HttpRequest, user: User) -> HttpResponse:
    """Hand a secret over, have it proven by a code, and show the recovery codes."""
    if has_second_factor(user) and (where := _first(request, user)):
        return HttpResponseRedirect(where)
    device, form = pending_device(request.session, user), CodeForm(request.POST or None)
    shown: dict[str, Any] = {"secret": _readable(device.bin_key)}
    if form.is_valid():
        said = {"user": user, "code": form.cleaned_data["code"], "session": request.session}
        try:
            codes = set_up_second_factor(**said, origin=origin_of(request))
        except Refused as refusal:
            return _refused(request, "set_up", gettext("Set up the second factor"), form, refusal, **shown)
        page = framed(request, "codes", gettext("Recovery codes"), codes=codes, next=next_page(request))
        return know_browser(request, page, user)
    return framed(
        request, "set_up", gettext("Set up the second factor"), form=form, next=next_page(request), **shown
    )


@require_GET
@staff_only
def qr(request: HttpRequest, user: User) -> HttpResponse:
    """The secret that is being handed over, for the camera of a telephone. Only in the session it was made for."""
    if has_second_factor(user) and _first(request, user):
        return HttpResponse(status=404)
    drawn = BytesIO()
    made = segno.make(pending_device(request.session, user).config_url, error="m", micro=False)
    made.save(drawn, kind="svg", scale=5, border=4, dark="#000", light="#fff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@staff_only
def renew_codes(request: HttpRequest, user: User) -> HttpResponse:
    """New recovery codes, after the password."""
    if where := _first(request, user):
        return HttpResponseRedirect(where)
    if request.method == "POST":
        codes = renew_recovery_codes(user=user)
        return framed(request, "codes", gettext("Recovery codes"), codes=codes, next=reverse("accounts:own"))
    return framed(request, "renew", gettext("New recovery codes"), left=recovery_codes_left(user))


def _first(request: HttpRequest, user: User) -> str:
    """Where somebody has to go before their second factor is touched: the code, then the password; empty: nowhere."""
    missing = ""
    if not is_verified(request.session, user):
        missing = reverse("accounts:code")
    elif not is_confirmed(request.session, timezone.now()):
        missing = reverse("accounts:confirm")
    return f"{missing}?{urlencode({'next': request.path})}" if missing else ""


def _refused(
    request: HttpRequest, template: str, title: str, form: forms.Form, refusal: Refused, **shown: Any
) -> HttpResponse:
    form.add_error("code", refusal.message)
    page = framed(request, template, title, form=form, next=next_page(request), **shown)
    return say_when(page, refusal) if isinstance(refusal, TooMany) else page


def _readable(secret: bytes) -> str:
    """The secret in base32, in groups of four, for whoever has to type it."""
    letters = b32encode(secret).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))
