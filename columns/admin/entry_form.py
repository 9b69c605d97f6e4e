"""The form of an entry: where it goes, what it says, when it is shown and when it happened, what it continues."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from columns.editing.editor import EmbeddingBodyField
from columns.editing.local_times import moment_of
from columns.models import Column, Entry, Post
from columns.models.column import check_time_zone
from columns.publishing.tags import tags_of
from columns.publishing.texts import EntryText, Related, Signature

from .confirming import OwnPassword
from .roles import of_own_columns
from .verbs import VerbForm


class SelectIn(AutocompleteSelect):
    """A choice by typing, among what belongs to one column (or, if it is not known yet, to any)."""

    def __init__(self, *args: Any, column: Column | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.column = column

    def get_url(self) -> str:
        """The address that answers, with the column."""
        query = urlencode({"column": self.column.pk} if self.column else {})
        return f"{super().get_url()}?{query}"


def in_asked_column(request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
    """What such a choice is made from: the rows of the column in its address, if there is one."""
    column = request.GET.get("column", "")
    return queryset.filter(column=int(column)) if column.isdecimal() and len(column) < 19 else queryset


class TimeShown(forms.SplitDateTimeField):
    """A time in the zone of the column. Of an hour that the clocks show twice, it is the first."""

    def compress(self, data_list: Any) -> datetime | None:
        """Django refuses such an hour, and with it every change to an entry whose time lies in it."""
        try:
            return super().compress(data_list)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
        return moment_of(datetime.combine(*data_list))


class LocalTime(TimeShown):
    """A date and a time as clocks showed them, in a zone that another field names."""

    def compress(self, data_list: Any) -> datetime | None:
        """Without a zone as yet."""
        return datetime.combine(*data_list) if data_list and all(data_list) else None


class EntryForm(VerbForm):
    """One text of an entry. `zone` is the zone in which its time was shown, and is read again."""

    body = EmbeddingBodyField(label=_("Text"), required=False)
    zone = forms.CharField(
        required=False, max_length=64, validators=[check_time_zone], widget=forms.HiddenInput({"autocomplete": "off"})
    )
    pin = forms.BooleanField(label=_("Pin on top of the post"), required=False)
    key = forms.BooleanField(label=_("Key event"), required=False)
    tags = forms.CharField(label=_("Tags"), required=False, help_text=_("With commas between them."))
    event_time = LocalTime(label=_("Time of the event"), required=False, widget=AdminSplitDateTime)
    event_zone = forms.CharField(
        label=_("Zone of the event"), required=False, max_length=64, validators=[check_time_zone]
    )
    note = forms.CharField(
        label=_("Public note"), required=False,
        help_text=_("What was wrong, and what is right now. Readers see it above the text for good, with its time."),
    )
    password = OwnPassword()

    #: What the rows under the form say; known once they have been read.
    relations: tuple[Related, ...] = ()

    class Meta:
        model = Entry
        fields = ("post", "headline", "display_time", "continues", "event_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"pin": self.instance.pinned, "key": self.instance.key_event, **self.initial, **self._told()}
        post = self.initial.get("post")
        if body := self.fields.get("body"):
            body.widget.column = self.instance.column_id or (post.column_id if isinstance(post, Post) else None)

    def _told(self) -> dict[str, Any]:
        """What is typed otherwise than it is stored."""
        entry = self.instance
        zone = ZoneInfo(entry.event_zone) if entry.event_zone else None
        local = timezone.localtime(entry.event_time, zone).replace(tzinfo=None) if entry.event_time else None
        return {"tags": ", ".join(tags_of(entry)), "event_time": local}

    def clean(self) -> dict[str, Any]:
        """With the time of the event as a moment in its zone: the form's own, if none is named."""
        typed = super().clean()
        if local := typed.get("event_time"):
            try:
                typed["event_time"] = moment_of(local, ZoneInfo(name) if (name := typed.get("event_zone")) else None)
            except ValidationError as error:
                self.add_error("event_time", error)
        return typed

    def text(self, bylines: tuple[Signature, ...]) -> EntryText:
        """What was typed. A time that was not touched stays what it was, to the microsecond."""
        typed = self.cleaned_data
        touched, stored = "display_time" in self.changed_data, self.instance.event_time
        return EntryText(
            headline=typed["headline"],
            body=typed["body"],
            display_time=typed["display_time"] if touched else self.instance.display_time,
            continues=typed["continues"],
            bylines=bylines,
            relations=self.relations,
            tags=tuple(typed["tags"].split(",")),
            event_time=typed["event_time"] if {"event_time", "event_zone"} & {*self.changed_data} else stored,
            event_zone=typed["event_zone"],
        )


def column_of(request: HttpRequest, entry: Entry | None) -> Column | None:
    """The column that a form is about: its entry's, or that of the post it will most likely go to."""
    if entry:
        return entry.column
    wanted = of_own_columns(request, Post.objects.select_related("column"))
    chosen = (request.POST.get("post") or request.GET.get("post") or "").replace("\0", "")
    post = wanted.filter(pk=chosen).first() if chosen else newest_live_post(request)
    return post.column if post else None


def newest_live_post(request: HttpRequest) -> Post | None:
    """Where a new entry goes unless another post is chosen."""
    live = Post.objects.public().filter(state=Post.State.LIVE, column__state=Column.State.LIVE)
    return of_own_columns(request, live).select_related("column").newest_first().first()


def zone_of(request: HttpRequest, column: Column | None) -> ZoneInfo:
    """The zone of the times in a form: the one it was shown in, else the column's."""
    sent = request.POST.get("zone")
    try:
        return ZoneInfo(sent) if sent else column.zone if column else ZoneInfo("UTC")
    except (ValueError, KeyError, OSError):  # a KeyError: no such zone; the others: no name of one. The field says so
        return ZoneInfo("UTC")
