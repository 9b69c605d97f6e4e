"""The frame: what our pages have in common with Django's admin, and where they lead to afterwards."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext

from columns.models import Membership
from columns.publishing.confirmation import is_confirmed
from columns.publishing.throttling import KNOWN_BROWSER, KNOWN_FOR, Origin, TooMany, remember


def framed(request: HttpRequest, template: str, title: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the frame of the admin."""
    context = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"accounts/{template}.html", context, status=status)


def zone_of(user: User) -> ZoneInfo:
    """In which zone somebody is told when something was: that of the first column in which they work."""
    first = Membership.objects.filter(user=user).order_by("pk").select_related("column").first()
    return first.column.zone if first else ZoneInfo("UTC")


def origin_of(request: HttpRequest) -> Origin:
    """Where a request comes from."""
    return Origin.of(request.META, request.COOKIES)


def next_page(request: HttpRequest) -> str:
    """Where to go on to: what the address asks for, if it is on this site; else the admin's front page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else reverse("admin:index")


def led_to_prove(request: HttpRequest, back: str) -> HttpResponse | None:
    """Where somebody goes first who has to show that they are who is signed in; None: nowhere, they just have."""
    if is_confirmed(request.session, timezone.now()):
        return None
    messages.warning(request, gettext("Type your password first, and then press the button once more."))
    return HttpResponseRedirect(f"{reverse('accounts:confirm')}?{urlencode({'next': back})}")


def say_when(response: HttpResponse, refusal: TooMany) -> HttpResponse:
    """429, with the time to wait."""
    response.status_code = 429
    response.headers["Retry-After"] = str(refusal.wait)
    return response


def know_browser(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """Have the browser remembered as one in which this person has signed in. Only the staff's pages get the cookie."""
    response.set_cookie(
        KNOWN_BROWSER, remember(user.get_username(), origin_of(request)), max_age=KNOWN_FOR, path="/admin/",
        secure=request.is_secure(), httponly=True, samesite="Lax",
    )
    return response
