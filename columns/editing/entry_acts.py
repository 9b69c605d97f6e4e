"""What can be done to an entry as it stands: one table, for the admin's buttons and the desk's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from columns.models import Entry
from columns.publishing.drafts import discard_draft
from columns.publishing.entries import publish_entry
from columns.publishing.marks import mark_key_event, pin_entry, unmark_key_event, unpin_entry
from columns.publishing.moves import move_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class EntryAct:
    """A verb as it is offered: to whom (`needs` is its name in the table of permissions) and when (`fits`).

    `asks` names what has to be said for it, if anything: a reason, a note, a post. The verb takes it by that name.
    """

    name: str
    label: str | _StrPromise
    needs: str
    verb: Callable[..., Any]
    fits: Callable[[Entry], bool]
    asks: str = ""


def publish_as_it_is(*, by: Any, entry: Entry) -> Entry:
    """Publish a draft exactly as it is stored."""
    return publish_entry(
        by=by, post=entry.post, text=EntryText.of(entry), entry=entry, revision=entry.revision,
        pinned=entry.pinned, key_event=entry.key_event,
    )


def _is_published(entry: Entry) -> bool:
    return entry.state == Entry.State.PUBLISHED


def _is_draft(entry: Entry) -> bool:
    return entry.state == Entry.State.DRAFT


ACTS = (
    EntryAct("publish", _("Publish"), "publish_entry", publish_as_it_is, fits=lambda entry: not entry.is_public),
    EntryAct("withdraw", _("Withdraw"), "withdraw_entry", withdraw_entry, fits=_is_published, asks="reason"),
    EntryAct("restore", _("Restore"), "restore_entry", restore_entry, fits=lambda entry: entry.is_withdrawn),
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
    EntryAct("discard", _("Discard"), "discard_draft", discard_draft, fits=_is_draft),
)
