"""Sending: a text that was written on the desk, to the verb behind the button that was pressed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from columns.editing.confirming import confirm
from columns.models import Column, Entry, Submission
from columns.publishing.approvals import submit_entry
from columns.publishing.comparison import compare
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import AlreadySent, Refused, StaleEdit
from columns.publishing.holds import hold_entry
from columns.publishing.schedules import schedule_entry
from columns.publishing.submissions import arrived_before
from columns.publishing.texts import EntryText

from .blanked import blanked_of
from .cursor import Cursor
from .door import Desk, at_desk, told
from .form import UpdateForm, fields_of, local
from .items import entries_of, history_of, items_of, rendered


@at_desk("POST")
def new(request: HttpRequest, desk: Desk) -> JsonResponse:
    """`POST entries/`: a new entry. The same `submit_id` again gives the same answer, and no second entry."""
    form = UpdateForm(request.POST, column=desk.column)
    try:
        return done(_send(desk, form, None))
    except AlreadySent as sent:
        return _arrived(desk, form, sent)


@at_desk("GET", "POST")
def entry(request: HttpRequest, desk: Desk, entry_id: str) -> JsonResponse:
    """`entries/<id>/`: its text as the form's fields (with `?item` also as the desk shows it); or by POST another text,
    over exactly `based_on`.
    """
    found = desk.entry(entry_id)
    if request.method == "GET":
        return JsonResponse(_as_form(desk, found) | (_as_item(desk, found) if "item" in request.GET else {}))
    form = UpdateForm(request.POST, column=desk.column, entry=found)
    confirm(request, found)
    try:
        return done(_send(desk, form, found))
    except AlreadySent as sent:
        return _arrived(desk, form, sent)
    except StaleEdit as stale:
        return both(desk, stale)


def _arrived(desk: Desk, form: UpdateForm, sent: AlreadySent) -> JsonResponse:
    """The form had arrived before with something else, unheard: what came of it, and this as a change of that."""
    earlier = Submission.objects.filter(pk=form.typed()["submit_id"], by=desk.user).first()
    if earlier is None or earlier.entry_id is None:
        raise sent
    entry = desk.entry(earlier.entry_id)
    stale = StaleEdit(form.text(), EntryText.of(entry), entry.revision)
    stale.message = _("This had arrived before, with another text or button. Yours would now change that entry.")
    return both(desk, stale, id=entry.pk, state=entry.state)


def _as_form(desk: Desk, entry: Entry) -> dict[str, Any]:
    return {
        **fields_of(EntryText.of(entry), desk.column),
        "pin": entry.pinned, "key": entry.key_event, "id": entry.pk, "revision": entry.revision, "state": entry.state,
        "due_at": "" if entry.is_delayed else local(entry.due_at, desk.column.zone),
        "history": history_of(entry), "blanked": blanked_of([entry.pk]).get(entry.pk, {}),
    }


def _as_item(desk: Desk, entry: Entry) -> dict[str, Any]:
    there = replace(desk, post=entry.post)
    return {"item": rendered(there, items_of(there, entries_of(there).filter(pk=entry.pk)))[0]}


def _send(desk: Desk, form: UpdateForm, entry: Entry | None) -> Entry:
    """Have it done. Raises Refused, StaleEdit, NotAllowed."""
    typed = form.typed()
    act = typed["act"] or ("amend" if entry and entry.is_public else "publish")
    same: dict[str, Any] = {"by": desk.user, "text": form.text(), "submit_id": typed["submit_id"]}
    if entry and typed["based_on"] is None:
        raise Refused(_("The form does not say which text it builds on. Open it again."))
    if act == "amend":
        if entry is None:
            raise Refused(_("Only a published entry can be amended."))
        return amend_entry(entry=entry, revision=typed["based_on"], note=typed["note"], **same)
    same |= {
        "post": entry.post if entry else desk.post, "entry": entry, "revision": typed["based_on"],
        "pinned": typed["pin"], "key_event": typed["key"],
    }
    if act == "publish":
        return publish_entry(delay=typed["delay"] or 0, at_once=typed["at_once"], **same)
    if act == "schedule":
        return _schedule(form, same)
    return _save(form, act, same)


def _schedule(form: UpdateForm, same: dict[str, Any]) -> Entry:
    entry = same["entry"]
    due_at = form.moment("due_at", form.zone_in("zone"), entry.due_at if entry else None)
    if due_at is None:
        raise Refused(_("When is it to be published?"), "due_at")
    return schedule_entry(due_at=due_at, **same)


def _save(form: UpdateForm, act: str, same: dict[str, Any]) -> Entry:
    """As a draft; and, in the same transaction, submit it or hold it. A second arrival does neither again."""
    reason, submit_id = form.typed()["hold"].strip(), same["submit_id"]
    is_second = submit_id is not None and arrived_before(submit_id, same["by"])
    with transaction.atomic():
        entry = save_draft(then=act if act == "submit" else reason, **same)
        if is_second:  # it may have been returned, taken back, let go on or published since, and stays so
            return entry
        if act == "submit":
            return submit_entry(by=same["by"], entry=entry)
        if reason and not entry.is_held:
            return hold_entry(by=same["by"], entry=entry, reason=reason)
        return entry


def done(entry: Entry) -> JsonResponse:
    """What came of it, and up to where the desk has moved with it."""
    column = Column.objects.get(pk=entry.column_id)
    return JsonResponse(
        {"id": entry.pk, "state": entry.state, "revision": entry.revision, "after": str(Cursor.of(column))}
    )


def both(desk: Desk, stale: StaleEdit, **more: Any) -> JsonResponse:
    """Both texts, the differences between them, and the revision to build on."""
    theirs, mine = stale.theirs, stale.mine
    assert isinstance(theirs, EntryText)  # noqa: S101 - two texts of one entry
    assert isinstance(mine, EntryText)  # noqa: S101
    html = render_to_string("parts/_side_by_side.html", {"rows": compare(theirs, mine)})
    fields = fields_of(theirs, desk.column)
    return told(409, stale.message, revision=stale.revision, theirs=fields, html=html.strip(), **more)
