"""What is live now: times are told in each column's own zone."""

from __future__ import annotations

import datetime

from django.test import Client
from django.utils import timezone

from columns.models import Column, Entry, Post
from columns.publishing.schedules import schedule_entry
from columns.publishing.texts import EntryText


def test_a_schedule_is_told_in_the_zone_of_its_column(desk: Client, live_post: Post, column: Column) -> None:
    Column.objects.filter(pk=column.pk).update(time_zone="Asia/Kathmandu")
    due_at = timezone.now() + datetime.timedelta(hours=1)
    entry = schedule_entry(by=None, post=live_post, text=EntryText("Curfew"), due_at=due_at)
    due_at = Entry.objects.get(pk=entry.pk).due_at or due_at
    local = due_at.astimezone(datetime.timezone(datetime.timedelta(hours=5, minutes=45)))
    assert f"{local:%H:%M}</time> Asia/Kathmandu" in desk.get("/admin/desk/").content.decode()
