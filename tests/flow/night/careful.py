"""Chapters in which something is not to go out yet: a hold, a delay that is stopped, a schedule."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from columns.models import Entry
from columns.publishing.falling_due import publish_due_entry

from .company import Company
from .newsroom import ZONE
from .words import Words

#: A time is said to the minute, so one may have to be waited for.
MINUTE = 75_000


def hold(night: Company) -> None:
    """A text that could endanger people is held by one editor; another one lifts that, and publishes it."""
    words, reason = next(night.words), f"It tells where the shelter is: {len(night.book.secret)}."
    night.editor.write(words.text)
    rows = night.editor.more()
    rows.get_by_label("Hold, because it could endanger people").fill(reason)
    rows.get_by_role("button", name="Save and hold").click()
    held = night.chief.page.locator(".desk-item[data-held]").filter(has_text=words.mark)
    held.get_by_text(reason).wait_for()
    for each in night.desk:
        night.shot("held", each, words)
    assert words.mark not in night.reader.content()
    night.chief.act(words, "Lift the hold")
    held.wait_for(state="detached")
    night.chief.act(words, "Publish")
    night.editor.sees(words, "published")
    night.book.public[words.mark] = words.text
    night.book.secret.append(reason)
    night.book.done["held, lifted by a second editor, published"] += 1


def stopped_delay(night: Company) -> None:
    """A text waits some minutes before it goes out; a reporter stops it in its countdown, and it is discarded."""
    words = next(night.words)
    night.editor.write(words.text)
    night.editor.more().get_by_label("Delay").select_option("5 minutes")
    night.editor.send()
    waiting = night.reporter.sees(words, "scheduled")
    waiting.get_by_text("in 4").wait_for()
    night.shot("countdown", night.reporter, words)
    night.reporter.act(words, "Take off the schedule")
    night.editor.sees(words, "draft")
    night.editor.act(words, "Discard")
    night.chief.item(words).wait_for(state="detached")
    night.book.secret.append(words.text)
    night.book.done["stopped in its countdown, discarded"] += 1


def schedule(night: Company) -> Words:
    """A text is scheduled for the next minute."""
    words = next(night.words)
    night.chief.write(words.text)
    at = timezone.now().astimezone(ZoneInfo(ZONE)) + timedelta(seconds=65)
    night.chief.more().get_by_label("Schedule for").fill(at.strftime("%Y-%m-%dT%H:%M"))
    night.chief.click("Schedule")
    night.editor.sees(words, "scheduled")
    return words


def its_time_comes(night: Company, words: Words) -> None:
    """It goes out by itself."""
    if night.is_short:
        night.orm(_come, words)
    night.editor.page.locator(".desk-item[data-state=published]").filter(has_text=words.mark).wait_for(timeout=MINUTE)
    night.book.public[words.mark] = words.text
    night.book.done["scheduled, went out by itself"] += 1


def _come(words: Words) -> None:
    """As `jobs/` do it, when its time has come."""
    Entry.objects.filter(body__contains=words.mark).update(due_at=timezone.now())
    publish_due_entry(by=None, entry=Entry.objects.get(body__contains=words.mark))
