"""The door for tools: what every address of this room has in common."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from columns.publishing.errors import Refused

from .problems import Problem, answer, of_refusal

logger = logging.getLogger(__name__)


def for_tools(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that is called by POST, answers problems as JSON and is kept by no cache.

    No cookie is read here, so that no page elsewhere can make a browser act: there is nothing for a CSRF token to do.
    """

    @wraps(view)
    def come_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _only_post(request)
            response = view(request, *args, **kwargs)
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


def _only_post(request: HttpRequest) -> None:
    if request.method != "POST":
        raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, _("This address takes POST only."), Allow="POST")


def _later() -> Problem:
    # It may have been done all the same, if the connection broke at the end. The key makes that no matter.
    detail = _("The database does not answer. Send the same again, with the same key.")
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, Retry_After="1")
