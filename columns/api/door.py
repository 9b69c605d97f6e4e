"""The door for tools: what every address of this room has in common."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from columns.models import Token
from columns.publishing.errors import Refused

from .bearer import token_of
from .problems import Problem, answer, of_refusal

logger = logging.getLogger(__name__)


def address(**views: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """One address: for each method the view that is called with the request, its token and what the address names.

    Problems are answered as JSON, and nothing is kept by a cache. No cookie is read here, so that no page elsewhere
    can make a browser act: there is nothing for a CSRF token to do.
    """

    def come_in(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            view = views.get(request.method or "") or _no_such_method(views)
            response = view(request, token_of(request), **named)
        except Problem as problem:
            response = answer(problem)
        except Refused as refusal:
            response = answer(of_refusal(refusal))
        except OperationalError as error:
            logger.error("a tool was sent away, the database did not answer: %r", error)
            response = answer(_later())
        response.headers["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(come_in)


def check_scope(token: Token, *scopes: Token.Scope) -> None:
    """Raise Problem unless the token was made for this too, or for one of these."""
    if not set(scopes) & set(token.scopes):
        challenge = f'Bearer realm="liveblog", error="insufficient_scope", scope="{" ".join(scopes)}"'
        wanted = _(" or ").join(str(scope.label) for scope in scopes)
        detail = _("This token was not made for that: %(scope)s.") % {"scope": wanted}
        raise Problem(HTTPStatus.FORBIDDEN, detail, WWW_Authenticate=challenge)


def _no_such_method(views: dict[str, Callable[..., HttpResponse]]) -> Callable[..., HttpResponse]:
    allowed = ", ".join(views)
    detail = _("This address takes %(methods)s only.") % {"methods": allowed}
    raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, detail, Allow=allowed)


def _later() -> Problem:
    # It may have been done all the same, if the connection broke at the end. The key makes that no matter.
    detail = _("The database does not answer. Send the same again, with the same key.")
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, Retry_After="1")
