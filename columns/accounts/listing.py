"""The list of sessions, kept wherever Django opens or closes one: by its signals, since a door could be forgotten."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from columns.publishing.sign_ins import begin_sign_in, leave

#: What tells one browser or system from another: the first mark that is found. (Most claim to be others, too.)
BROWSERS = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"), ("Safari/", "Safari"),
]
SYSTEMS = [
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
]


def list_session(sender: object, request: HttpRequest, user: User, **_: object) -> None:
    """One is opened."""
    begin_sign_in(user=user, session=request.session, browser=_named(request.META.get("HTTP_USER_AGENT", "")))


def unlist_session(sender: object, request: HttpRequest, user: User | None, **_: object) -> None:
    """One is closed."""
    leave(session=request.session)


def _named(agent: str) -> str:
    """What a person would call a browser; what it calls itself, if that is none of these."""
    browser, system = (next((name for mark, name in names if mark in agent), "") for names in (BROWSERS, SYSTEMS))
    return f"{browser}, {system}" if browser and system else agent


user_logged_in.connect(list_session, dispatch_uid="columns.accounts")
user_logged_out.connect(unlist_session, dispatch_uid="columns.accounts")
