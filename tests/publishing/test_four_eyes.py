"""Four eyes: nobody publishes a text of which they wrote anything that can be seen, by any door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Post
from columns.publishing.copies import correct_embed
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.falling_due import publish_due_entry
from columns.publishing.revisions import blank_revision
from columns.publishing.schedules import schedule_entry, unschedule_entry
from columns.publishing.texts import EntryText
from tests.pictured import described

from .cast import draft_of, fall_due, now_of, person, recorded, rule
from .copied import PAGE, body, settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(column: Column) -> tuple[User, User]:
    """Two editors of a column that asks for both of them."""
    rule(column, four_eyes=True)
    return person("emre", column, "editor"), person("edda", column, "editor")


@pytest.fixture
def approve(live_post: Post) -> Callable[..., Entry]:
    """Publishes a draft as it stands."""

    def approve(by: User | None, draft: Entry, text: EntryText | None = None) -> Entry:
        entry = now_of(draft)
        text = text or EntryText.of(entry)
        return publish_entry(by=by, post=live_post, text=text, entry=entry, revision=entry.revision)

    return approve


def test_who_wrote_it_cannot_publish_it_and_somebody_else_can(
    live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry]
) -> None:
    writer, other = pair
    draft = draft_of(writer, live_post, "Two strikes")
    with pytest.raises(Refused, match="second person"):
        approve(writer, draft)
    assert approve(other, draft).state == "published"


def test_typing_and_publishing_in_one_act_is_refused_to_a_chief_and_a_superuser_too(
    column: Column, live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry], alice: User
) -> None:
    draft = draft_of(pair[0], live_post, "Two strikes")
    for by in (pair[1], person("chloe", column, "chief"), alice):
        with pytest.raises(Refused, match="second person"):
            publish_entry(by=by, post=live_post, text=EntryText("New"))
        with pytest.raises(Refused, match="second person"):
            approve(by, draft, EntryText("Three strikes"))
        with pytest.raises(Refused, match="second person"):
            schedule_entry(by=by, post=live_post, text=EntryText("New"), due_at=timezone.now() + timedelta(hours=1))
    assert [entry.state for entry in Entry.objects.all()] == ["draft"]


def test_saving_the_same_words_again_makes_nobody_else_their_writer(
    column: Column, live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry]
) -> None:
    writer, other = pair
    draft = draft_of(writer, live_post, "Two strikes")
    save_draft(by=other, post=live_post, text=EntryText("Two strikes"), entry=draft, revision=1)
    with pytest.raises(Refused, match="second person"):
        approve(writer, draft)
    assert approve(person("eda", column, "editor"), draft).state == "published"


def test_who_mends_a_text_leaves_its_publication_to_the_first_writer(
    live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry]
) -> None:
    writer, other = pair
    draft = draft_of(writer, live_post, "Two strikes")
    save_draft(by=other, post=live_post, text=EntryText("Three strikes"), entry=draft, revision=1)
    with pytest.raises(Refused, match="second person"):
        approve(other, draft)
    assert approve(writer, draft).state == "published"


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060", "\u00ad", "\ufe0f", "\U000e0101", "\u3164", "\u00a0", "  "])
def test_letters_that_nobody_sees_make_no_writer_and_unmake_none(
    live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry], unseen: str
) -> None:
    writer, other = pair
    draft = draft_of(writer, live_post, "Two strikes", "<p>On the bridge.</p>")
    touched = EntryText(f"Two{unseen} strikes", f"<p>On the{unseen} bridge.</p>")
    save_draft(by=other, post=live_post, text=touched, entry=draft, revision=1)
    with pytest.raises(Refused, match="second person"):
        approve(writer, draft)
    text = EntryText.of(now_of(draft))
    save_draft(by=writer, post=live_post, text=text, entry=draft, revision=2)
    assert approve(other, draft).state == "published"


def test_who_saved_what_has_been_blanked_may_have_written_anything_in_it(
    live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry], alice: User
) -> None:
    writer, other = pair
    draft = draft_of(other, live_post, "Somebody")
    save_draft(by=writer, post=live_post, text=EntryText("A source's name"), entry=draft, revision=1)
    save_draft(by=writer, post=live_post, text=EntryText("Somebody"), entry=draft, revision=2)
    blank_revision(by=alice, revision=draft.revisions.get(number=2))
    with pytest.raises(Refused, match="second person"):
        approve(writer, draft)
    assert approve(other, draft).state == "published"


def test_who_only_schedules_a_text_has_not_written_it(
    live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry]
) -> None:
    writer, other = pair
    soon = timezone.now() + timedelta(hours=1)
    draft = draft_of(writer, live_post, "Two strikes")
    with pytest.raises(Refused, match="second person"):
        schedule_entry(by=writer, post=live_post, entry=draft, due_at=soon)
    schedule_entry(by=other, post=live_post, entry=draft, due_at=soon)
    unschedule_entry(by=other, entry=draft)
    assert schedule_entry(by=other, post=live_post, entry=draft, due_at=soon).state == "scheduled"
    assert publish_due_entry(by=None, entry=fall_due(draft)).state == "published"


def test_a_correction_waits_for_nobody_and_the_chiefs_hear_of_it(
    column: Column, live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry]
) -> None:
    entry = approve(pair[1], draft_of(pair[0], live_post, "Two strikes"))
    amend_entry(by=pair[0], entry=entry, text=EntryText("One strike"), revision=entry.revision)
    assert recorded(column, alerts=True) == [("emre", "amend_entry")]


def test_who_has_the_last_word_on_a_picture_or_an_embed_has_written_the_text_as_well(
    live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry]
) -> None:
    writer, other = pair
    image = described(writer)
    held = gallery_of([image.pk]) + body(PAGE)
    draft = draft_of(writer, live_post, "Two strikes", held)
    embed = settled(PAGE, title="A page")
    save_draft(by=other, post=live_post, text=EntryText("Three strikes", held), entry=draft, revision=1)
    described(writer, image, caption="The convoy leaves at nine")
    with pytest.raises(Refused, match="second person"):
        approve(writer, draft)
    save_draft(by=other, post=live_post, text=EntryText("One strike", held), entry=draft, revision=2)
    correct_embed(by=writer, embed=embed, revision=embed.revision, archive_url="", title="It leaves at nine")
    with pytest.raises(Refused, match="second person"):
        approve(writer, draft)
    save_draft(by=other, post=live_post, text=EntryText("No strike", held), entry=draft, revision=3)
    assert approve(writer, draft).state == "published"


def test_who_mends_what_a_colleague_says_of_a_picture_publishes_when_they_have_saved_once_more(
    live_post: Post, pair: tuple[User, User], approve: Callable[..., Entry]
) -> None:
    writer, other = pair
    image = described(writer)
    held = gallery_of([image.pk])
    draft = draft_of(writer, live_post, "Two strikes", held)
    described(other, image, caption="The northern silos")
    with pytest.raises(Refused, match="second person"):
        approve(other, draft)
    save_draft(by=writer, post=live_post, text=EntryText("Two strikes", held), entry=draft, revision=1)
    assert approve(other, draft).state == "published"


def test_an_import_has_no_eyes(column: Column, live_post: Post) -> None:
    rule(column, four_eyes=True, safety_delay=60)
    assert publish_entry(by=None, post=live_post, text=EntryText("From the archive")).state == "published"
