"""Desk pass: whether whoever holds a session may be on the desk of a post. Asked again and again while they are."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any

from django.conf import settings

from columns.models import Post
from columns.publishing import permissions
from columns.publishing.sign_ins import signed_in


@dataclass(frozen=True)
class DeskPass:
    """Who it is, where, and as what."""

    user: int
    name: str
    column: int
    #: In that column; empty for a superuser who has none there.
    role: str = ""


def session_key(scope: dict[str, Any]) -> str:
    """The key of the session in the cookies of a request; empty if there is none."""
    cookies = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"), "")
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""


def desk_pass(key: str, post_id: str) -> DeskPass | None:
    """For whoever is signed in, active, on the staff and of the post's column at this moment. Runs in a thread."""
    user = signed_in(import_module(settings.SESSION_ENGINE).SessionStore(key)) if key else None
    column = Post.objects.filter(pk=post_id.replace("\0", "")).values_list("column", flat=True).first()
    if user is None or column is None:
        return None
    standing = permissions.standing_of(user)
    if not standing.may("see_desk", column):
        return None
    return DeskPass(user.pk, user.get_full_name() or user.get_username(), column, standing.roles.get(column, ""))
