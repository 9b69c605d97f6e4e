"""Members: who works on which column, as what; invited, given a role, signed out, shut out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from columns.models import Membership, SignIn
from columns.publishing import permissions
from columns.publishing.accounts import (
    disable_account,
    enable_account,
    invite_member,
    reset_second_factor,
    set_role,
)
from columns.publishing.confirmation import is_confirmed
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.people import columns_led_by, may_act_on, people_led_by
from columns.publishing.sign_ins import alive, end_all_sessions, end_sessions_of

from .frame import framed, led_to_prove, zone_of
from .letters import send_invitation
from .member_forms import GrantForm, InviteForm, RoleForm
from .staff import staff_only

#: What is done to a whole account by one button, and what is said of it.
ACTS: dict[str, tuple[Callable[..., None], Any]] = {
    "sign-out": (end_sessions_of, gettext_lazy("%(user)s is signed out everywhere, and so are their tools.")),
    "disable": (disable_account, gettext_lazy("%(user)s can no longer sign in.")),
    "enable": (enable_account, gettext_lazy("%(user)s can sign in again.")),
    "forget-factor": (reset_second_factor, gettext_lazy("%(user)s sets up a second factor at the next sign-in.")),
}
#: What opens somebody else's account to whoever has its password alone, and its name in the table of permissions.
PROVEN = {"forget-factor": "reset_second_factor"}


@staff_only
def members(request: HttpRequest, user: User) -> HttpResponse:
    """All whom one leads, with their roles; the form of an invitation."""
    _check(user)
    led = columns_led_by(user)
    asks = not is_confirmed(request.session, timezone.now())
    form = InviteForm(request.POST or None, columns=led, asks=asks)
    if form.is_proven(request):
        try:
            invited = invite_member(by=user, **form.said())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            send_invitation(invited, user)
            messages.success(request, gettext("A letter is on its way to %(address)s.") % {"address": invited.email})
            return HttpResponseRedirect(reverse("accounts:members"))
    people = people_led_by(user).prefetch_related("memberships__column")
    return framed(
        request, "members", gettext("Members"), people=people, columns=list(led),
        form=form, grant_form=GrantForm(auto_id="grant_%s", columns=led, asks=asks),
        may_end_all=permissions.may(user, "end_all_sessions"),
    )  # fmt: skip


@require_POST
@staff_only
def grant(request: HttpRequest, user: User) -> HttpResponse:
    """A role for somebody who works elsewhere, known by the name to sign in with."""
    _check(user)
    form = GrantForm(request.POST, columns=columns_led_by(user), asks=True)
    known = User.objects.filter(username=request.POST.get("username", "").replace("\0", ""), is_staff=True).first()
    if not form.is_proven(request) and (why := form.errors.get("password")):
        messages.error(request, " ".join(map(str, why)))
    elif not form.is_valid() or known is None:
        messages.error(request, gettext("There is no account of that name, or the column or the role is missing."))
    else:
        said = {"column": form.cleaned_data["column"], "role": form.cleaned_data["role"]}
        _try(request, set_role, gettext("The role is changed."), by=user, user=known, **said)
    return HttpResponseRedirect(reverse("accounts:members"))


@staff_only
def member(request: HttpRequest, user: User, key: int) -> HttpResponse:
    """One of them: roles in one's own columns, sessions, and what can be done to the account."""
    _check(user)
    person = get_object_or_404(people_led_by(user), pk=key)
    led = columns_led_by(user)
    asks = not is_confirmed(request.session, timezone.now())
    form = RoleForm(request.POST or None, columns=led, asks=asks)
    if form.is_proven(request):
        _try(request, set_role, gettext("The role is changed."), by=user, user=person, **form.said())
        return HttpResponseRedirect(reverse("accounts:member", args=[key]))
    may_act = may_act_on(user, person)
    sessions = alive(SignIn.objects.filter(user=person), timezone.now()) if may_act else SignIn.objects.none()
    return framed(
        request, "member", person.get_username(), person=person, form=form, sessions=sessions, may_act=may_act,
        zone=zone_of(user),
        roles=Membership.objects.filter(user=person, column__in=led).select_related("column"),
        may_forget=permissions.may(user, "reset_second_factor"), is_invited=not person.has_usable_password(),
    )  # fmt: skip


@require_POST
@staff_only
def act(request: HttpRequest, user: User, key: int, name: str) -> HttpResponse:
    """One act on somebody's account."""
    person = get_object_or_404(people_led_by(user), pk=key)
    if name in PROVEN:
        _check_may(user, PROVEN[name])
        if first := led_to_prove(request, reverse("accounts:member", args=[key])):
            return first
    verb, said = ACTS[name]
    _try(request, verb, said % {"user": person.get_username()}, by=user, user=person)
    return HttpResponseRedirect(reverse("accounts:member", args=[key]))


@require_POST
@staff_only
def invite_again(request: HttpRequest, user: User, key: int) -> HttpResponse:
    """Another letter to somebody who has not chosen a password yet."""
    person = get_object_or_404(people_led_by(user), pk=key, is_active=True)
    if person.has_usable_password() or not may_act_on(user, person):
        raise PermissionDenied
    send_invitation(person, user)
    messages.success(request, gettext("A letter is on its way to %(address)s.") % {"address": person.email})
    return HttpResponseRedirect(reverse("accounts:member", args=[key]))


@require_POST
@staff_only
def end_all(request: HttpRequest, user: User) -> HttpResponse:
    """Sign everyone out, oneself and all tools included. No slip of a finger does that, and no open laptop."""
    _check_may(user, "end_all_sessions")
    if first := led_to_prove(request, reverse("accounts:members")):
        return first
    _try(request, end_all_sessions, gettext("Everyone is signed out, and so is every tool."), by=user)
    return HttpResponseRedirect(reverse("admin:index"))


def _check(user: User) -> None:
    _check_may(user, "manage_members")


def _check_may(user: User, act: str) -> None:
    if not permissions.may(user, act):
        raise PermissionDenied


def _try(request: HttpRequest, verb: Callable[..., None], done: str, **said: Any) -> None:
    try:
        verb(**said)
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
