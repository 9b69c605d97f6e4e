"""Publishing, amending and withdrawing entries from outside."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from columns.models import Token
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.submissions import arrived_before
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import withdraw_entry

from . import told
from .body import check, read_object
from .door import check_scope
from .fields import changed, text_of
from .found import entry_of, post_of
from .key import submit_id_of
from .problems import Problem
from .reading import check_reads_entry

#: The revision that publishing made. A retry hears of that one, whatever editors have made of the entry since: a tool
#: that was told theirs could go on from a text that it has never seen.
FIRST_REVISION = 1


def publish(request: HttpRequest, token: Token, post_id: str) -> HttpResponse:
    """`POST /api/v1/posts/<id>/entries`: publish an entry into a live post, once for each key (docs/api.md)."""
    check_scope(token, Token.Scope.PUBLISH)
    post, submit_id, sent = post_of(token, post_id), submit_id_of(request, token), read_object(request)
    entry = publish_entry(
        by=token.user, post=post, text=text_of(sent), submit_id=submit_id,
        pinned=sent.get("pinned", False), key_event=sent.get("key_event", False),
    )
    answer = told.entry(entry, FIRST_REVISION)
    return JsonResponse(answer, status=HTTPStatus.CREATED, headers={"Location": answer["url"]})


def read(request: HttpRequest, token: Token, entry_id: str) -> HttpResponse:
    """`GET /api/v1/entries/<id>`: its state, its revision and its text."""
    entry = entry_of(token, entry_id)
    check_reads_entry(token, entry)
    return JsonResponse(told.whole_entry(entry))


def amend(request: HttpRequest, token: Token, entry_id: str) -> HttpResponse:
    """`PATCH /api/v1/entries/<id>`: change what is named, from exactly the revision that is named."""
    check_scope(token, Token.Scope.AMEND)
    entry, submit_id, sent = entry_of(token, entry_id), submit_id_of(request, token), read_object(request)
    revision, note = revision_in(sent), sent.pop("note", "")
    if not isinstance(note, str):
        raise Problem(HTTPStatus.BAD_REQUEST, _("“note” has to be a string."), "note")
    text = changed(EntryText.of(entry), sent)
    if revision == entry.revision or not arrived_before(submit_id, token.user):
        # Else it was carried out, and the entry has moved on since: there is nothing left to compare this retry with.
        entry = amend_entry(by=token.user, entry=entry, text=text, revision=revision, note=note, submit_id=submit_id)
    return JsonResponse(told.entry(entry))


def withdraw(request: HttpRequest, token: Token, entry_id: str) -> HttpResponse:
    """`PUT /api/v1/entries/<id>/withdrawal`: take it back, with a public reason. The same again changes nothing."""
    check_scope(token, Token.Scope.WITHDRAW)
    entry, sent = entry_of(token, entry_id), read_object(request)
    check(sent, {"reason": str})
    reason = sent.get("reason", "")
    if not (entry.is_withdrawn and entry.withdrawal_reason == reason):
        entry = withdraw_entry(by=token.user, entry=entry, reason=reason)
    return JsonResponse(told.entry(entry))


def revision_in(sent: dict[str, Any]) -> int:
    """The revision that a request builds on, taken out of it."""
    revision = sent.pop("revision", None)
    if not isinstance(revision, int) or isinstance(revision, bool):
        raise Problem(HTTPStatus.BAD_REQUEST, _("Say which revision this changes, as a number."), "revision")
    return revision
