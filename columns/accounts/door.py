"""The door of the staff: whatever lies under /admin/ opens to a session that stands, by both factors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.decorators import sync_and_async_middleware
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from columns.publishing.sign_ins import see_sign_in, standing

STAFF = "/admin/"
#: What somebody may reach who has shown only a password: the other half of signing in, and the way out.
HALF_WAY = ("admin:login", "admin:logout", "admin:jsi18n", "accounts:code", "accounts:set_up", "accounts:qr")


@sync_and_async_middleware
def StaffDoor(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """A middleware. Other addresses pass it untouched: no session is looked at there."""
    if iscoroutinefunction(get_response):

        async def door(request: HttpRequest) -> Any:
            refusal = await sync_to_async(_turned_away)(request) if _is_staff_only(request) else None
            return refusal or await get_response(request)

        return door

    def sync_door(request: HttpRequest) -> Any:
        refusal = _turned_away(request) if _is_staff_only(request) else None
        return refusal or get_response(request)

    return sync_door


def _is_staff_only(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF)


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    """Where somebody has to go first; None: they may go on. (Whoever is not signed in is met by the views.)"""
    user = request.user
    if not isinstance(user, User):
        return None
    sign_in = standing(request.session, user)
    if sign_in is None:
        logout(request)
        if _is_page(request):
            messages.info(request, _("Your session is over. Sign in again."))
        return None
    see_sign_in(sign_in=sign_in, session=request.session)
    if vars(sign_in)["is_verified"] or request.path_info in {reverse(name) for name in HALF_WAY}:
        return None
    if not _is_page(request):
        return JsonResponse({"message": _("You are not signed in any more.")}, status=401)
    after = request.get_full_path() if request.method == "GET" else reverse("admin:index")
    return HttpResponseRedirect(f"{reverse('accounts:code')}?{urlencode({'next': after})}")


def _is_page(request: HttpRequest) -> bool:
    """Whether a person will see the answer, and not a script."""
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"
