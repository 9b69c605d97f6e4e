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
from columns.models import AuditRecord, Column, Entry, Post

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
    "pin_entry": _("pinned"),
    "unpin_entry": _("unpinned"),
    "mark_key_event": _("made a key event of"),
    "unmark_key_event": _("made no longer a key event of"),
    "blank_revision": _("blanked an earlier text of"),
    "open_post": _("opened again"),
    "amend_post": _("amended the head of"),
    "describe_image": _("described anew"),
    "withdraw_image": _("withdrew"),
    "restore_image": _("restored"),
    "correct_embed": _("corrected"),
    "retry_embed": _("had fetched again"),
    "withdraw_embed": _("withdrew"),
    "restore_embed": _("restored"),
    "rename_author": _("renamed"),
    "change_column": _("eased the rules of publication of"),
}
#: What stands in many entries is called by its kind; its page in the admin says the rest.
KINDS = {"image": _("a picture"), "embed": _("an embed"), "author": _("a name under texts"), "column": _("this column")}
#: How an audit record names an entry, and a post.
ENTRY, POST = "entry ", "post "
#: So much of a text is looked at for its first words.
START = 2000


@dataclass(frozen=True)
class Alert:
    """One of them: who did what to which thing, when; and the page where it stands, unless it is gone."""

    number: int
    who: str
    what: str
    thing: str
    link: str
    column: Column
    at: datetime


def alerts_of(where: Q, ago: timedelta, most: int) -> list[Alert]:
    """The newest of so long a time, newest first, in one question."""
    entry = Entry.objects.filter(pk=Substr(OuterRef("about"), len(ENTRY) + 1))
    post = Post.objects.filter(pk=Substr(OuterRef("about"), len(POST) + 1))
    found = (
        AuditRecord.objects.filter(where, is_alert=True, column__isnull=False, at__gt=timezone.now() - ago)
        .select_related("column")
        .annotate(
            headline=Subquery(entry.values("headline")[:1]),
            start=Subquery(entry.annotate(start=Left("body", START)).values("start")[:1]),
            post=Subquery(entry.values("post")[:1]),
            title=Subquery(post.values("title")[:1]),
        )
        .order_by("-at", "-pk")
    )
    return [_alert(record) for record in found[:most]]


def _alert(record: AuditRecord) -> Alert:
    thing, link = _thing(record)
    return Alert(
        number=record.pk,
        who=record.by_name,
        what=str(SAID.get(record.act, record.act)),
        thing=thing,
        link=link,
        column=record.column,  # type: ignore[arg-type]  # the site's own chain holds no alerts
        at=record.at,
    )


def _thing(record: AuditRecord) -> tuple[str, str]:
    """What it is called, and the way there."""
    asked, (kind, _space, key) = vars(record), record.about.partition(" ")
    if kind in KINDS:
        return str(KINDS[kind]), reverse(f"admin:columns_{kind}_change", args=[key])
    if kind == POST.strip():
        return asked["title"] or record.about, reverse("desk:page", args=[key])
    name = asked["headline"] or first_words(asked["start"] or "", 80) or record.about
    return name, f"{reverse('desk:page', args=[asked['post']])}#d-{key}" if asked["post"] else ""
