"""Private: a column with one thing of each kind, in which words stand that could cost somebody's life."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from columns.markup.pictured import gallery_of
from columns.models import (
    AuditRecord,
    Author,
    Change,
    Column,
    Embed,
    Entry,
    Evidence,
    Image,
    Post,
    Revision,
    SignIn,
    Site,
    Writing,
)  # fmt: skip
from columns.publishing.accounts import invite_member
from columns.publishing.authors import create_author
from columns.publishing.columns import create_column
from columns.publishing.drafts import save_draft
from columns.publishing.embeds import take_embed
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image
from columns.publishing.posts import create_post
from columns.publishing.texts import EntryText, PostText, Signature
from columns.publishing.tokens import create_token
from tests.pictured import taken

#: What somebody might look for, and what they must not read then.
SOUGHT, SECRET = "Khalid", "safehouse-in-Idlib"
WORDS = f"{SOUGHT} {SECRET}"


@dataclass(frozen=True)
class Private:
    """The column, whom it belongs to, and keys by noun."""

    column: Column
    chief: User
    things: dict[str, object]

    def keys(self, address: str) -> dict[str, object]:
        """For the names in angles in an address: `<thing>` is one of the noun whose page it is."""
        noun = address.removeprefix("admin/columns/").partition("/")[0]
        return {**self.things, "thing": self.things.get(noun, 1)}


@pytest.fixture
def private(
    column: Column, live_post: Post, publish: Callable[..., Entry], join: Callable[[User, Column, str], User]
) -> Private:
    """It, and all that readers do not see: a draft and what it shows, one on hold, an autosave, evidence."""
    Column.objects.filter(pk=column.pk).update(keeps_evidence=True)
    column.refresh_from_db()
    chief = join(User.objects.create(username="chief", is_staff=True), column, "chief")
    entry = publish("Certainly")
    image = taken(chief, column=column)
    describe_image(by=chief, image=image, revision=1, words=ImageWords(alt=WORDS, caption=WORDS, credit=WORDS))
    embed = take_embed(by=chief, url=f"https://news.example/{SECRET}")
    author = create_author(by=chief, name=WORDS)
    body = f"<p>{WORDS}</p>{gallery_of([image.pk])}"
    text = EntryText(WORDS, body, bylines=(Signature(author),), tags=(WORDS,))
    draft = save_draft(by=chief, post=live_post, text=text)
    draft.embeds.add(embed)
    held = save_draft(by=chief, post=live_post, text=EntryText("Perhaps"))
    hold = {"held_at": timezone.now(), "held_by": chief, "hold_reason": WORDS, "returned_note": WORDS}
    Entry.objects.filter(pk=held.pk).update(**hold)
    Embed.objects.filter(pk=embed.pk).update(title=WORDS, text=WORDS)
    Evidence.objects.filter(pk=image.pk).update(camera=WORDS)
    create_post(by=chief, column=column, date=datetime.date(2015, 10, 9), slug="x", text=PostText(WORDS, WORDS, WORDS))
    writing = Writing.objects.create(
        id=UUID(int=1), user=chief, post=live_post, entry=draft, fields={"headline": WORDS, "body": WORDS}
    )
    token = create_token(by=chief, user=chief, column=column, name=WORDS, scopes=["draft"])[0]
    newcomer = invite_member(
        by=chief, username="newcomer", email="newcomer@example.org", name="", column=column, role="reporter"
    )
    nouns = [Author, Change, Column, Embed, Image, Revision]
    newest = {noun._meta.model_name: noun.objects.order_by("pk").last() for noun in nouns}
    found = {
        **newest, "entry": entry, "draft": draft, "held": held, "post": live_post, "evidence": Evidence.objects.get(),
        "revision": draft.revisions.get(), "token": token,
        "site": Site.objects.create(), "writing": writing, "person": newcomer,
        "auditrecord": AuditRecord.objects.filter(column=column).latest("pk"),
        "session": SignIn.objects.create(user=newcomer, session_key="another"),
    }
    return Private(column, chief, {**{noun: thing.pk for noun, thing in found.items() if thing}, "slug": column.slug})


@pytest.fixture
def elsewhere(alice: User) -> Column:
    """Another column."""
    return create_column(by=alice, slug="tahrir", title="Tahrir")
