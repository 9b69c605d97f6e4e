"""What can be done to an entry as it stands: submit, publish, hold, withdraw, restore, pin, mark, move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from columns.models import Entry, Post
from columns.publishing.approvals import recall_entry, return_entry, submit_entry
from columns.publishing.entries import publish_entry
from columns.publishing.holds import hold_entry, lift_hold
from columns.publishing.marks import mark_key_event, pin_entry, unmark_key_event, unpin_entry
from columns.publishing.moves import move_entry
from columns.publishing.schedules import unschedule_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry

from .acts import Act, ActForm


class WithdrawForm(ActForm):
    """Why: readers will see it where the text was."""

    reason = forms.CharField(
        label=_("Public reason"), max_length=300,
        help_text=_("Readers see it in place of the text. Do not repeat what was wrong."),
    )


class ReturnForm(ActForm):
    """What is missing: whoever submitted it will see it."""

    note = forms.CharField(label=_("What is missing"), max_length=300)


class HoldForm(ActForm):
    """Why: the desk will see it, readers never do."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300,
        help_text=_("Only the desk sees it. Who holds an entry cannot lift that: a second person, an editor, has to."),
    )


class MoveForm(ActForm):
    """Where to: any post of the entries' columns."""

    post = forms.ModelChoiceField(Post.objects.none(), label=_("Post"))

    def __init__(self, data: Any = None, *, things: Any) -> None:
        super().__init__(data, things=things)
        columns = {entry.column_id for entry in things}
        posts = Post.objects.filter(column__in=columns).select_related("column").newest_first()
        field = self.fields["post"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = posts


def publish_draft(*, by: Any, entry: Entry) -> Entry:
    """Publish a draft exactly as it is stored."""
    return publish_entry(
        by=by, post=entry.post, text=EntryText.of(entry), entry=entry, revision=entry.revision,
        pinned=entry.pinned, key_event=entry.key_event,
    )


def _is(state: Entry.State) -> Callable[[Entry], bool]:
    return lambda entry: entry.state == state


def _is_published(entry: Entry) -> bool:
    return entry.state == Entry.State.PUBLISHED


ACTS = (
    Act(
        "publish", _("Publish"), "publish_entry", publish_draft,
        fits=lambda entry: not entry.is_public, is_button=False,
    ),
    Act(
        "submit", _("Submit for approval"), "submit_entry", submit_entry,
        fits=lambda entry: entry.state == Entry.State.DRAFT and not entry.is_held,
    ),
    Act("recall", _("Take the submission back"), "recall_entry", recall_entry, fits=_is(Entry.State.SUBMITTED)),
    Act(
        "return", _("Return with a note"), "return_entry", return_entry, fits=_is(Entry.State.SUBMITTED),
        form=ReturnForm,
    ),
    Act(
        "unschedule", _("Take off the schedule"), "unschedule_entry", unschedule_entry, fits=_is(Entry.State.SCHEDULED)
    ),
    Act(
        "hold", _("Hold: could endanger people"), "hold_entry", hold_entry, fits=lambda entry: not entry.is_held,
        form=HoldForm,
    ),
    Act("lift", _("Lift the hold"), "lift_hold", lift_hold, fits=lambda entry: entry.is_held),
    Act("withdraw", _("Withdraw"), "withdraw_entry", withdraw_entry, fits=_is_published, form=WithdrawForm),
    Act(
        "restore", _("Restore"), "restore_entry", restore_entry,
        fits=lambda entry: entry.is_withdrawn and not entry.is_held,
    ),
    Act("pin", _("Pin"), "pin_entry", pin_entry, fits=lambda entry: _is_published(entry) and not entry.pinned),
    Act("unpin", _("Unpin"), "pin_entry", unpin_entry, fits=lambda entry: _is_published(entry) and entry.pinned),
    Act(
        "mark", _("Mark as key event"), "mark_key_event", mark_key_event,
        fits=lambda entry: _is_published(entry) and not entry.key_event,
    ),
    Act(
        "unmark", _("No longer a key event"), "mark_key_event", unmark_key_event,
        fits=lambda entry: _is_published(entry) and entry.key_event,
    ),
    Act("move", _("Move to another post"), "move_entry", move_entry, fits=lambda entry: True, form=MoveForm),
)
