"""The list of sessions, kept wherever Django opens or closes one: by its signals, since a door could be forgotten."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from columns.publishing.sign_ins import begin_sign_in, leave


def list_session(sender: object, request: HttpRequest, user: User, **_: object) -> None:
    """One is opened."""
    begin_sign_in(user=user, session=request.session, browser=request.META.get("HTTP_USER_AGENT", ""))


def unlist_session(sender: object, request: HttpRequest, user: User | None, **_: object) -> None:
    """One is closed."""
    leave(session=request.session)


user_logged_in.connect(list_session, dispatch_uid="columns.accounts")
user_logged_out.connect(unlist_session, dispatch_uid="columns.accounts")
