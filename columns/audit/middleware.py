"""The middleware that tells whoever records in which session a request was made."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from .session import fingerprint, within


class InSession:
    """Within a request, the session of its cookie. Of the session itself nothing is asked, so no page varies by it.

    A cookie that is no session's is nobody's: verbs are done by those who are signed in, and by tools, which name
    themselves (`session.enter`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Whatever the request enters meanwhile ends with it."""
        with within(fingerprint(request.COOKIES.get(settings.SESSION_COOKIE_NAME))):
            return self.get_response(request)
