"""What moved on the desk: an old page that asks is a fresh page."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from columns.models import Column, Entry, Post
from columns.publishing.columns import change_column
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.marks import mark_key_event, pin_entry, unmark_key_event, unpin_entry
from columns.publishing.moves import move_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import restore_entry, withdraw_entry

from .seen import catch_up, open_desk

Draft = Callable[..., Entry]


def test_a_page_that_has_heard_everything_is_told_nothing(desk: Client, live_post: Post, draft: Draft) -> None:
    draft("Bridge hit")
    after = open_desk(desk, live_post).after
    answer = desk.get(f"/admin/desk/{live_post.pk}/changes", {"after": after})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_draft_comes_to_the_other_desks_and_goes_when_it_is_discarded(
    desk: Client, live_post: Post, draft: Draft, edith: User
) -> None:
    seen = open_desk(desk, live_post)
    entry = draft("Bridge hit")
    catch_up(desk, live_post, seen)
    assert seen.waiting == [entry.pk]
    assert "Bridge hit" in seen.items[entry.pk][2]
    discard_draft(by=edith, entry=entry)
    catch_up(desk, live_post, seen)
    assert not seen.waiting
    assert not seen.items


def test_open_forms_hear_of_other_rules(desk: Client, live_post: Post, column: Column) -> None:
    after = open_desk(desk, live_post).after
    column = Column.objects.get(pk=column.pk)
    change_column(
        by=None, column=column, revision=column.revision, slug=column.slug, title=column.title, description="",
        state=column.state, time_zone=column.time_zone, language=column.language, safety_delay=300, four_eyes=True,
    )
    rules = desk.get(f"/admin/desk/{live_post.pk}/changes", {"after": after}).json()["rules"]
    assert (rules["delay"], rules["four_eyes"], rules["may"]["publish"]) == (300, True, True)


@pytest.mark.parametrize(
    "after", ["", "x", f"{uuid.uuid4()}:0:0", "{epoch}:{ahead}:0", "{epoch}:0:99", "{epoch}:1", "{epoch}:-1:0"]
)
def test_from_where_nothing_can_be_told_a_page_is_to_load_itself(
    desk: Client, live_post: Post, column: Column, after: str
) -> None:
    now = Column.objects.get(pk=column.pk)
    asked = after.format(epoch=now.epoch, ahead=now.head_seq + 1)
    answer = desk.get(f"/admin/desk/{live_post.pk}/changes", {"after": asked}).json()
    assert answer["reset"]
    assert answer["entries"] == []


class Night:
    """Random acts of an editor on one post and a second one."""

    def __init__(self, seed: int, by: User, posts: list[Post]) -> None:
        self.chance, self.by, self.posts = random.Random(seed), by, posts

    def step(self) -> None:
        """Do one thing. What is refused did nothing."""
        acts = (self._save, self._save, self._publish, self._publish, self._amend, self._act, self._act, self._discard)
        try:
            self.chance.choice(acts)()
        except (Refused, IndexError):
            return

    def _pick(self, **state: bool) -> Entry:
        return self.chance.choice(list(Entry.objects.filter(**state).select_related("post", "column").order_by("pk")))

    def _text(self) -> EntryText:
        first = list(Entry.objects.published().filter(continues=None).order_by("pk"))
        n = self.chance.randrange(1000)
        when = timezone.now() - datetime.timedelta(minutes=n)
        return EntryText(
            f"Headline {n}" if n % 3 else "", f"<p>Text {n}</p>", when if n % 2 else None,
            continues=self.chance.choice(first) if first and n % 4 == 0 else None,
        )

    def _save(self) -> None:
        drafts = list(Entry.objects.unpublished().select_related("post").order_by("pk"))
        entry = self.chance.choice([None, *drafts])
        post = entry.post if entry else self.chance.choice(self.posts)
        save_draft(by=self.by, post=post, text=self._text(), entry=entry)

    def _publish(self) -> None:
        entry = self.chance.choice([None, *Entry.objects.unpublished().select_related("post").order_by("pk")])
        post = entry.post if entry else self.chance.choice(self.posts)
        publish_entry(by=self.by, post=post, text=self._text(), entry=entry, pinned=self.chance.random() < 0.2)

    def _amend(self) -> None:
        entry = self._pick(first_seq__isnull=False)
        text = replace(EntryText.of(entry), headline=f"Amended {self.chance.randrange(99)}")
        amend_entry(by=self.by, entry=entry, text=text, revision=entry.revision)

    def _discard(self) -> None:
        discard_draft(by=self.by, entry=self._pick(first_seq__isnull=True))

    def _act(self) -> None:
        entry = self._pick()
        act = self.chance.randrange(7)
        marks = (pin_entry, unpin_entry, mark_key_event, unmark_key_event, restore_entry)
        if act < len(marks):
            marks[act](by=self.by, entry=entry)
        elif act == 5:
            withdraw_entry(by=self.by, entry=entry, reason="Not confirmed.")
        else:
            move_entry(by=self.by, entry=entry, post=self.chance.choice(self.posts))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_acts_a_page_that_asks_equals_a_fresh_one(
    desk: Client, live_post: Post, second_post: Post, edith: User, seed: int
) -> None:
    night = Night(seed, edith, [live_post, second_post])
    for _ in range(8):
        night.step()
    seen = open_desk(desk, live_post)
    for _ in range(12):
        for _ in range(night.chance.randrange(1, 4)):
            night.step()
        catch_up(desk, live_post, seen)
        assert seen.shown() == open_desk(desk, live_post).shown()
    assert seen.items
