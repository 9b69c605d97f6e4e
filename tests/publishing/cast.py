"""More of the cast: people with a role in a column, and what they do before an entry is published."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from columns.models import AuditRecord, Column, Entry, Membership, Post
from columns.publishing.drafts import save_draft
from columns.publishing.schedules import schedule_entry
from columns.publishing.texts import EntryText


def person(name: str, column: Column, role: str) -> User:
    """Somebody on the staff, with a role in a column."""
    user = User.objects.create(username=name, is_staff=True)
    Membership.objects.create(user=user, column=column, role=role)
    return user


def draft_of(by: User | None, post: Post, headline: str = "A draft", body: str = "") -> Entry:
    """What somebody has written."""
    return save_draft(by=by, post=post, text=EntryText(headline, body))


def scheduled(by: User | None, post: Post, headline: str = "For later", **more: Any) -> Entry:
    """What somebody wants to be published in an hour."""
    return schedule_entry(
        by=by, post=post, text=EntryText(headline, **more), due_at=timezone.now() + timedelta(hours=1)
    )


def fall_due(entry: Entry, ago: timedelta = timedelta()) -> Entry:
    """Let its time have come, as if it had passed."""
    Entry.objects.filter(pk=entry.pk).update(due_at=timezone.now() - ago)
    return now_of(entry)


def now_of(entry: Entry) -> Entry:
    """The entry as it is."""
    return Entry.objects.get(pk=entry.pk)


def rule(column: Column, **rules: Any) -> None:
    """Change what a column asks for: `rule(column, four_eyes=True)`."""
    Column.objects.filter(pk=column.pk).update(**rules)


def recorded(column: Column, *, alerts: bool = False) -> list[tuple[str, str]]:
    """Who did what, in turn; of it only what chiefs are told."""
    rows = AuditRecord.objects.filter(column=column).order_by("number")
    return list((rows.filter(is_alert=True) if alerts else rows).values_list("by_name", "act"))
