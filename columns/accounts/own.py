"""One's own account: its sessions, ended one by one or all; its second factor; the password, asked for again."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from columns.models import Author, SignIn, Token
from columns.publishing import permissions
from columns.publishing.authors import sign_as
from columns.publishing.confirmation import confirm_password, needs_confirmation
from columns.publishing.errors import Refused
from columns.publishing.second_factor import has_second_factor, recovery_codes_left
from columns.publishing.sign_ins import SIGN_IN, alive, end_session, end_sessions_of
from columns.publishing.throttling import TooMany

from .frame import framed, led_to_prove, next_page, origin_of, say_when, zone_of
from .staff import staff_only

#: So many of one's tokens are listed; the others are in the admin's list.
LISTED = 20


class PasswordForm(forms.Form):
    """The password of whoever is signed in."""

    password = forms.CharField(
        label=gettext_lazy("Your password"), strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": True}),
    )


@staff_only
def own(request: HttpRequest, user: User) -> HttpResponse:
    """The page of one's own account."""
    return framed(
        request, "own", gettext("Your account"),
        sessions=alive(SignIn.objects.filter(user=user), timezone.now()), zone=zone_of(user),
        this_one=request.session.get(SIGN_IN),
        may_lead=permissions.may(user, "manage_members"), has_second_factor=has_second_factor(user),
        codes_left=recovery_codes_left(user), byline=Author.objects.filter(user=user).first(), tokens=_tokens(user),
        may_make_tokens=permissions.may(user, "create_token"),
    )  # fmt: skip


def _tokens(user: User) -> QuerySet[Token]:
    """One's own, those that work first; `opens` says whether one does, or what it was made for has gone."""
    opens = Exists(Token.objects.valid().filter(pk=OuterRef("pk")))
    own = Token.objects.filter(user=user).select_related("column").annotate(opens=opens)
    return own.order_by(F("revoked_at").desc(nulls_first=True), "-pk")[:LISTED]


@require_POST
@staff_only
def sign(request: HttpRequest, user: User) -> HttpResponse:
    """Choose the name under what one writes; also under what was written long ago, if one has one."""
    byline = Author.objects.filter(user=user).first()
    if needs_confirmation(byline, timezone.now()) and (first := led_to_prove(request, reverse("accounts:own"))):
        return first
    try:
        author = sign_as(by=user, name=request.POST.get("name", ""))
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext("The desk signs what you write: %(name)s.") % {"name": author.name})
    return HttpResponseRedirect(reverse("accounts:own"))


@require_POST
@staff_only
def end_one(request: HttpRequest, user: User, key: int) -> HttpResponse:
    """End one session; this one, too."""
    end_session(by=user, sign_in=get_object_or_404(SignIn, pk=key, user=user))
    return HttpResponseRedirect(reverse("accounts:own"))


@require_POST
@staff_only
def end_others(request: HttpRequest, user: User) -> HttpResponse:
    """End all sessions but this one, and all tokens."""
    end_sessions_of(by=user, user=user, but=request.session)
    messages.success(request, gettext("All your other sessions have ended, and so have your tokens."))
    return HttpResponseRedirect(reverse("accounts:own"))


@staff_only
def confirm(request: HttpRequest, user: User) -> HttpResponse:
    """Ask for the password once more, and lead back to what it was asked for."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        said = {"user": user, "password": form.cleaned_data["password"], "session": request.session}
        try:
            confirm_password(**said, origin=origin_of(request))
        except Refused as refusal:
            form.add_error("password", refusal.message)
            page = framed(request, "confirm", gettext("Your password, again"), form=form, next=next_page(request))
            return say_when(page, refusal) if isinstance(refusal, TooMany) else page
        return HttpResponseRedirect(next_page(request))
    return framed(request, "confirm", gettext("Your password, again"), form=form, next=next_page(request))
