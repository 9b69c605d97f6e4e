"""What was typed and never sent goes after two weeks, unless its entry is still worked on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.utils import timezone

from columns.jobs import forgotten
from columns.models import Entry, Post, Revision, Writing
from columns.publishing.writings import KEPT_FOR, forget_writings, keep_writing

pytestmark = pytest.mark.django_db
LONG, RECENTLY = KEPT_FOR + timedelta(hours=1), KEPT_FOR - timedelta(hours=1)


@pytest.fixture
def typed(alice: User, live_post: Post) -> Callable[..., Writing]:
    """Something typed so long ago: `typed(LONG, entry)`."""

    def typed(ago: timedelta, entry: Entry | None = None) -> Writing:
        key = uuid.uuid4()
        keep_writing(by=alice, id=key, post=live_post, entry=entry, fields={"body": "Words"})
        Writing.objects.filter(pk=key).update(at=timezone.now() - ago)
        return Writing.objects.get(pk=key)

    return typed


@pytest.fixture
def old(publish: Callable[..., Entry]) -> Callable[[], Entry]:
    """An entry whose last text was saved long ago."""

    def old() -> Entry:
        entry = publish("Long ago")
        Revision.objects.filter(entry=entry).update(at=timezone.now() - LONG)
        return entry

    return old


def test_what_nobody_touches_any_more_is_let_go(
    typed: Callable[..., Writing], old: Callable[[], Entry], publish: Callable[..., Entry]
) -> None:
    typed(LONG)
    typed(LONG, old())
    still_typed_at, just_saved = old(), publish("Just now")
    kept = [
        typed(RECENTLY), typed(RECENTLY, old()), typed(LONG, still_typed_at), typed(RECENTLY, still_typed_at),
        typed(LONG, just_saved),
    ]
    assert forget_writings(by=None) == 2
    assert set(Writing.objects.all()) == set(kept)


def test_the_job_does_so_again_and_again_and_survives_a_database_that_is_away(
    typed: Callable[..., Writing], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(LONG)
    over, looks = Event(), iter(range(3))

    def forget(**by: None) -> int:
        if next(looks) == 0:
            raise OperationalError
        over.set()
        return forget_writings(**by)

    monkeypatch.setattr(forgotten, "PAUSE", 0.0)
    monkeypatch.setattr(forgotten, "forget_writings", forget)
    monkeypatch.setattr(forgotten.connections, "close_all", lambda: None)  # they are the test's
    forgotten.tidy_up(over)
    assert not Writing.objects.exists()
