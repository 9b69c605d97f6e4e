"""The form of an update: what an editor typed, as the text that a verb takes; and a text as the form's fields."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.editing.editor import EmbeddingBodyField
from columns.editing.local_times import moment_of
from columns.models import Author, Column, Entry
from columns.models.column import check_time_zone
from columns.publishing.errors import Refused
from columns.publishing.texts import EntryText, Signature

#: How a time is written: to the minute, in a zone that is named beside it.
LOCAL = "%Y-%m-%dT%H:%M"
ACTS = ("publish", "draft", "submit", "schedule", "amend")


class LocalTime(forms.CharField):
    """A date and a time without a zone."""

    def clean(self, value: Any) -> datetime | None:
        """The time, or None for nothing."""
        typed = super().clean(value).strip()
        try:
            found = datetime.fromisoformat(typed) if typed else None
        except ValueError:
            found = None
        if typed and (found is None or found.tzinfo):
            raise ValidationError(_("This is not a date with a time."))
        return found


class UpdateForm(forms.Form):
    """What the desk sends: one text of an entry, and what is to become of it."""

    submit_id = forms.UUIDField(required=False)
    based_on = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    act = forms.ChoiceField(choices=[(act, act) for act in ACTS], required=False)
    headline = forms.CharField(required=False)
    body = EmbeddingBodyField(required=False)
    zone = forms.CharField(required=False, validators=[check_time_zone])
    event_zone = forms.CharField(required=False, validators=[check_time_zone])
    display_time = LocalTime(required=False)
    event_time = LocalTime(required=False)
    due_at = LocalTime(required=False)
    tags = forms.CharField(required=False)
    continues = forms.CharField(required=False)
    bylines = forms.CharField(required=False)
    pin = forms.BooleanField(required=False)
    key = forms.BooleanField(required=False)
    delay = forms.IntegerField(required=False, min_value=0, max_value=7 * 24 * 3600)
    at_once = forms.BooleanField(required=False)
    note = forms.CharField(required=False)
    hold = forms.CharField(required=False)

    def __init__(self, data: Any = None, *, column: Column, entry: Entry | None = None) -> None:
        super().__init__(data)
        self.column, self.entry = column, entry
        widget: Any = self.fields["body"].widget
        widget.column = column.pk

    def typed(self) -> dict[str, Any]:
        """The fields, clean. Raises Refused at the first that is not."""
        for field, messages in self.errors.items():
            raise Refused(" ".join(map(str, messages)), field)
        return self.cleaned_data

    def text(self) -> EntryText:
        """The words, as a verb takes them. What has no field here stays as it is stored. Raises Refused."""
        typed = self.typed()
        stored = EntryText.of(self.entry) if self.entry else EntryText()
        zone, event_zone = self.zone_in("zone"), self.zone_in("event_zone")
        return EntryText(
            headline=typed["headline"],
            body=typed["body"],
            display_time=self.moment("display_time", zone, stored.display_time),
            continues=self._continues(),
            bylines=_signatures(typed["bylines"]),
            relations=stored.relations,
            tags=tuple(typed["tags"].split(",")),
            event_time=self.moment("event_time", event_zone, stored.event_time),
            event_zone=typed["event_zone"],
        )

    def zone_in(self, name: str) -> ZoneInfo:
        """The zone in which times were typed: the one that is named, else the column's."""
        return ZoneInfo(self.typed()[name] or self.column.time_zone)

    def moment(self, name: str, zone: ZoneInfo, stored: datetime | None = None) -> datetime | None:
        """When that is. A time that was not touched stays what it was, to the microsecond. Raises Refused."""
        typed = self.typed()[name]
        if typed and stored and local(stored, zone) == typed.strftime(LOCAL):
            return stored
        try:
            return moment_of(typed, zone) if typed else None
        except (ValidationError, OverflowError) as error:
            said = " ".join(error.messages) if isinstance(error, ValidationError) else _("There is no such time.")
            raise Refused(said, name) from None

    def _continues(self) -> Entry | None:
        wanted = self.typed()["continues"]
        if not wanted:
            return None
        found = Entry.objects.filter(pk=wanted, column=self.column).first()
        if found is None:
            raise Refused(_("There is no such entry in this column."), "continues")
        return found


def _signatures(written: str) -> tuple[Signature, ...]:
    """From `[{"author": key, "role": …}]`. Raises Refused."""
    try:
        told = [(int(each["author"]), str(each.get("role") or "reporting")) for each in json.loads(written or "[]")]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused(_("These are not bylines."), "bylines") from None
    keys = {key for key, _role in told if 0 < key < 2**63}
    authors = Author.objects.in_bulk(keys) if keys else {}
    if missing := [key for key, _role in told if key not in authors]:
        raise Refused(_("There is no author with the number %(key)d.") % {"key": missing[0]}, "bylines")
    return tuple(Signature(authors[key], role) for key, role in told)


def local(when: datetime | None, zone: ZoneInfo) -> str:
    """A moment as it is typed in a zone."""
    return timezone.localtime(when, zone).strftime(LOCAL) if when else ""


def fields_of(text: EntryText, column: Column) -> dict[str, Any]:
    """A text as the form's fields."""
    return {
        "headline": text.headline,
        "body": text.body,
        "zone": column.time_zone,
        "display_time": local(text.display_time, column.zone),
        "event_zone": text.event_zone,
        "event_time": local(text.event_time, ZoneInfo(text.event_zone or column.time_zone)),
        "tags": ", ".join(text.tags),
        "continues": text.continues.pk if text.continues else "",
        "continues_words": text.continues.in_short if text.continues else "",
        "bylines": [
            {"author": each.author.pk, "name": each.author.name, "role": each.role} for each in text.bylines
        ],
    }
