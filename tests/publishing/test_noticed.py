"""Noticed: who goes round a safety delay or four eyes by changing what is published is seen by the chiefs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Post
from columns.publishing.columns import change_column
from columns.publishing.copies import correct_embed
from columns.publishing.embeds import retry_embed
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.falling_due import publish_due_entry
from columns.publishing.posts import amend_post
from columns.publishing.schedules import schedule_entry
from columns.publishing.texts import EntryText, PostText
from tests.pictured import described

from .cast import draft_of, fall_due, now_of, person, recorded, rule
from .copied import PAGE, body, settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(column: Column) -> User:
    """Who publishes and amends."""
    return person("emre", column, "editor")


def test_what_waited_for_the_delay_and_is_rewritten_at_once_is_an_alert(
    column: Column, live_post: Post, editor: User
) -> None:
    rule(column, safety_delay=60)
    waiting = publish_entry(by=editor, post=live_post, text=EntryText("Good morning"))
    entry = publish_due_entry(by=None, entry=fall_due(waiting))
    assert entry is not None
    assert recorded(column, alerts=True) == []
    amend_entry(by=editor, entry=entry, text=EntryText("The convoy leaves at nine"), revision=1)
    assert (now_of(entry).headline, now_of(entry).state) == ("The convoy leaves at nine", "published")
    assert recorded(column, alerts=True) == [("emre", "amend_entry")]


def test_one_word_is_enough_and_nothing_changed_is_no_alert(column: Column, live_post: Post, editor: User) -> None:
    entry = publish_entry(by=editor, post=live_post, text=EntryText("The bridge is safe"))
    rule(column, safety_delay=60)
    amend_entry(by=editor, entry=entry, text=EntryText("The bridge is safe"), revision=1)
    assert recorded(column, alerts=True) == []
    amend_entry(by=editor, entry=entry, text=EntryText("The bridge is not safe"), revision=1)
    assert recorded(column, alerts=True) == [("emre", "amend_entry")]


def test_where_there_is_no_rule_a_correction_is_no_alert(column: Column, live_post: Post, editor: User) -> None:
    entry = publish_entry(by=editor, post=live_post, text=EntryText("Good morning"))
    amend_entry(by=editor, entry=entry, text=EntryText("The convoy leaves at nine"), revision=1)
    amend_post(by=editor, post=live_post, text=PostText("Another head"), revision=Post.objects.get().revision)
    assert recorded(column, alerts=True) == []


@pytest.mark.parametrize("rules", [{"safety_delay": 60}, {"four_eyes": True}])
def test_pictures_embeds_and_heads_are_no_way_round_the_rules_either(
    column: Column, live_post: Post, editor: User, rules: dict[str, int]
) -> None:
    image = described(editor)
    publish_entry(by=editor, post=live_post, text=EntryText("Morning", gallery_of([image.pk]) + body(PAGE)))
    embed = settled(PAGE, title="A page")
    rule(column, **rules)
    described(editor, image, caption="The convoy leaves at nine")
    correct_embed(by=editor, embed=embed, revision=embed.revision, archive_url="", title="It leaves at nine")
    head = PostText("The first week", standing="<p>It leaves at nine.</p>")
    amend_post(by=editor, post=live_post, text=head, revision=Post.objects.get().revision)
    acts = ["describe_image", "correct_embed", "amend_post"]
    assert recorded(column, alerts=True) == [("emre", act) for act in acts]
    assert Entry.objects.get().state == "published"


def test_a_copy_that_is_fetched_again_may_say_anything(column: Column, live_post: Post, editor: User) -> None:
    publish_entry(by=editor, post=live_post, text=EntryText("Morning", body(PAGE)))
    embed = settled(PAGE, title="A page")
    rule(column, four_eyes=True)
    retry_embed(by=editor, embed=embed)
    assert recorded(column, alerts=True) == [("emre", "retry_embed")]


def test_what_stands_in_a_scheduled_entry_is_not_changed_unheard(
    column: Column, live_post: Post, editor: User
) -> None:
    rule(column, four_eyes=True)
    image = described(editor)
    draft = draft_of(editor, live_post, "Morning", gallery_of([image.pk]) + body(PAGE))
    embed, soon = settled(PAGE, title="A page"), timezone.now() + timedelta(hours=1)
    described(editor, image, caption="A bridge")
    assert recorded(column, alerts=True) == []
    schedule_entry(by=person("edda", column, "editor"), post=live_post, entry=draft, due_at=soon)
    before = Column.objects.get().desk_seq
    described(editor, image, caption="The convoy leaves at nine")
    correct_embed(by=editor, embed=embed, revision=embed.revision, archive_url="", title="It leaves at nine")
    assert recorded(column, alerts=True) == [("emre", "describe_image"), ("emre", "correct_embed")]
    assert Column.objects.get().desk_seq > before


def test_who_takes_a_rule_away_for_a_moment_is_seen(column: Column) -> None:
    chief = person("chloe", column, "chief")
    settings = ("slug", "title", "description", "state", "time_zone", "language")
    for rules in ({"four_eyes": True, "safety_delay": 60}, {"four_eyes": False}, {"safety_delay": 30}):
        now = Column.objects.get()
        same = {name: getattr(now, name) for name in settings}
        change_column(by=chief, column=now, revision=now.revision, **same, **rules)  # type: ignore[arg-type]
    assert recorded(column, alerts=True) == [("chloe", "change_column")] * 2
