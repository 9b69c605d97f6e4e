"""What can be done to an entry as it stands: one table, for the admin's buttons and the desk's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from columns.models import Entry
from columns.publishing.approvals import recall_entry, return_entry, submit_entry
from columns.publishing.drafts import discard_draft
from columns.publishing.entries import publish_entry
from columns.publishing.holds import hold_entry, lift_hold
from columns.publishing.marks import mark_key_event, pin_entry, unmark_key_event, unpin_entry
from columns.publishing.moves import move_entry
from columns.publishing.schedules import unschedule_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class EntryAct:
    """A verb as it is offered: to whom (`needs` is its name in the table of permissions) and when (`fits`).

    `asks` names what has to be said for it, if anything: a reason, a note, a post. The verb takes it by that name.
    `means` says what comes of it, and who sees what is said: what somebody has to know before they answer.
    """

    name: str
    label: str | _StrPromise
    needs: str
    verb: Callable[..., Any]
    fits: Callable[[Entry], bool]
    asks: str = ""
    means: str | _StrPromise = ""
    #: Whether it is done to the text that was seen: the verb takes its `revision`.
    is_of_a_text: bool = False


def publish_as_it_is(*, by: Any, entry: Entry, revision: int | None = None) -> Entry:
    """Publish a draft exactly as it is stored; or, if a `revision` was seen, as it was then."""
    return publish_entry(
        by=by, post=entry.post, text=EntryText.of(entry), entry=entry,
        revision=entry.revision if revision is None else revision, pinned=entry.pinned, key_event=entry.key_event,
    )


def _is(state: Entry.State) -> Callable[[Entry], bool]:
    return lambda entry: entry.state == state


def _is_published(entry: Entry) -> bool:
    return entry.state == Entry.State.PUBLISHED


def _is_free_draft(entry: Entry) -> bool:
    return entry.state == Entry.State.DRAFT and not entry.is_held


ACTS = (
    EntryAct(
        "publish", _("Publish"), "publish_entry", publish_as_it_is,
        fits=lambda entry: not entry.is_public and not entry.is_held, is_of_a_text=True,
        means=_("Readers see it as it stands here."),
    ),
    EntryAct(
        "submit", _("Submit for approval"), "submit_entry", submit_entry, fits=_is_free_draft, is_of_a_text=True
    ),
    EntryAct("recall", _("Take the submission back"), "recall_entry", recall_entry, fits=_is(Entry.State.SUBMITTED)),
    EntryAct(
        "return", _("Return with a note"), "return_entry", return_entry, fits=_is(Entry.State.SUBMITTED), asks="note",
        means=_("What is missing? Everybody on the desk sees the note; readers never do."),
    ),
    EntryAct(
        "unschedule", _("Take off the schedule"), "unschedule_entry", unschedule_entry, fits=_is(Entry.State.SCHEDULED)
    ),
    EntryAct(
        "hold", _("Hold: could endanger people"), "hold_entry", hold_entry, fits=lambda entry: not entry.is_held,
        asks="reason",
        means=_("Only the desk sees why. Readers lose the entry at once; a second person, an editor, has to lift it."),
    ),
    EntryAct("lift", _("Lift the hold"), "lift_hold", lift_hold, fits=lambda entry: entry.is_held),
    EntryAct(
        "withdraw", _("Withdraw"), "withdraw_entry", withdraw_entry, fits=_is_published, asks="reason",
        means=_("Readers see the reason in place of the text. Do not repeat what was wrong."),
    ),
    EntryAct(
        "restore", _("Restore"), "restore_entry", restore_entry,
        fits=lambda entry: entry.is_withdrawn and not entry.is_held,
    ),
    EntryAct("pin", _("Pin"), "pin_entry", pin_entry, fits=lambda entry: _is_published(entry) and not entry.pinned),
    EntryAct("unpin", _("Unpin"), "pin_entry", unpin_entry, fits=lambda entry: _is_published(entry) and entry.pinned),
    EntryAct(
        "mark", _("Mark as key event"), "mark_key_event", mark_key_event,
        fits=lambda entry: _is_published(entry) and not entry.key_event,
    ),
    EntryAct(
        "unmark", _("No longer a key event"), "mark_key_event", unmark_key_event,
        fits=lambda entry: _is_published(entry) and entry.key_event,
    ),
    EntryAct("move", _("Move to another post"), "move_entry", move_entry, fits=lambda entry: True, asks="post"),
    EntryAct(
        "discard", _("Discard"), "discard_draft", discard_draft, fits=_is(Entry.State.DRAFT),
        means=_("The draft goes for good."),
    ),
)
