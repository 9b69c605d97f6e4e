"""Alerts: what the chiefs of a column hear of on the desk, whoever did it. They are in its audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Left, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from columns.markup.plain import first_words
from columns.models import AuditRecord, Column, Entry

#: What was done, by the name of the verb. (Not each use of these is an alert: the record says so.)
SAID = {
    "publish_entry": _("published without the safety delay"),
    "amend_entry": _("amended"),
    "withdraw_entry": _("withdrew"),
    "restore_entry": _("restored"),
    "move_entry": _("moved to another post"),
    "hold_entry": _("held"),
    "lift_hold": _("lifted the hold on"),
    "return_entry": _("had scheduled what could not be published"),
}
#: How an audit record names an entry.
ENTRY = "entry "
#: So much of a text is looked at for its first words.
START = 2000


@dataclass(frozen=True)
class Alert:
    """One of them: who did what to which entry, when; and the desk where it stands, unless it is gone."""

    number: int
    who: str
    what: str
    entry: str
    link: str
    column: Column
    at: datetime


def alerts_of(where: Q, ago: timedelta, most: int) -> list[Alert]:
    """The newest of so long a time, newest first, in one question."""
    entry = Entry.objects.filter(pk=Substr(OuterRef("about"), len(ENTRY) + 1))
    found = (
        AuditRecord.objects.filter(where, is_alert=True, column__isnull=False, at__gt=timezone.now() - ago)
        .select_related("column")
        .annotate(
            headline=Subquery(entry.values("headline")[:1]),
            start=Subquery(entry.annotate(start=Left("body", START)).values("start")[:1]),
            post=Subquery(entry.values("post")[:1]),
        )
        .order_by("-at", "-pk")
    )
    return [_alert(record) for record in found[:most]]


def _alert(record: AuditRecord) -> Alert:
    asked, key = vars(record), record.about.removeprefix(ENTRY)
    return Alert(
        number=record.pk,
        who=record.by_name,
        what=str(SAID.get(record.act, record.act)),
        entry=asked["headline"] or first_words(asked["start"] or "", 80) or record.about,
        link=f"{reverse('desk:page', args=[asked['post']])}#d-{key}" if asked["post"] else "",
        column=record.column,  # type: ignore[arg-type]  # the site's own chain holds no alerts
        at=record.at,
    )
