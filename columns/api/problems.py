"""Problems: why a tool's request was not carried out, as problem details (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from columns.publishing.errors import AlreadySent, NotAllowed, Refused, StaleEdit


class Problem(Exception):
    """The request is not carried out: a status, what is wrong in words, and where (`field`; empty: the whole)."""

    #: With a conflict: the revision to build on.
    revision: int | None = None

    def __init__(self, status: HTTPStatus, detail: str, field: str = "", **headers: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.field = field
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def of_refusal(refusal: Refused) -> Problem:
    """What a verb said, with the status that fits."""
    if isinstance(refusal, NotAllowed):
        challenge = 'Bearer realm="liveblog", error="insufficient_scope"'
        return Problem(HTTPStatus.FORBIDDEN, refusal.message, refusal.field, WWW_Authenticate=challenge)
    if isinstance(refusal, AlreadySent):
        detail = _("This key came before, with another request. A new request needs a new key.")
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, "Idempotency-Key")
    if isinstance(refusal, StaleEdit):
        return changed_since(refusal.revision)
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, refusal.message, refusal.field)


def changed_since(revision: int) -> Problem:
    """What the request builds on is no longer what there is; `revision` is."""
    problem = Problem(HTTPStatus.CONFLICT, _("It has been changed since. Read it again."), "revision")
    problem.revision = revision
    return problem


def answer(problem: Problem) -> HttpResponse:
    """The problem as it is sent. Its type is the status itself, hence `about:blank` and the status' own title."""
    about: dict[str, object] = {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
    }
    if problem.field:
        about["field"] = problem.field
    if problem.revision is not None:
        about["revision"] = problem.revision
    return JsonResponse(
        about, status=problem.status.value, content_type="application/problem+json", headers=problem.headers
    )
