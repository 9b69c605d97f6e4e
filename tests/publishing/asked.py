"""Asked: what each verb is asked in the tests of permissions, so that it is possible. A new verb gets its line here."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from columns.models import Author, Byline, Column, Entry, Post, SignIn, SocialCard
from columns.publishing.approvals import submit_entry
from columns.publishing.copies import withdraw_embed
from columns.publishing.drafts import save_draft
from columns.publishing.embeds import take_embed
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.holds import hold_entry
from columns.publishing.image_withdrawals import withdraw_image
from columns.publishing.image_words import ImageWords
from columns.publishing.social_cards import want_card
from columns.publishing.texts import EntryText, PostText
from columns.publishing.tokens import create_token
from columns.publishing.withdrawals import withdraw_entry
from tests.pictured import MADE, taken

from .copied import OTHER, PAGE, copy_of

Asked = dict[str, dict[str, Any]]


@pytest.fixture
def asked(
    column: Column, live_post: Post, entry: Entry, write: Callable[..., Entry], draft_post: Callable[..., Post],
    author: Author, alice: User, bob: User,
) -> Asked:
    """What each verb is asked, all of it in one column, where readers see the pictures, the embeds and the author."""
    text, head = EntryText("Words"), PostText("A head")
    draft, closed = save_draft(by=bob_as_reporter(bob, column), post=live_post, text=text), draft_post(8)
    submitted = submit_entry(by=bob, entry=save_draft(by=None, post=live_post, text=text))
    delayed = publish_entry(by=None, post=live_post, text=text, delay=600)
    held = hold_entry(by=None, entry=save_draft(by=None, post=live_post, text=text), reason="Could endanger people")
    withdrawn = withdraw_entry(by=None, entry=write("Wrong"), reason="Wrong")
    embed, other = (take_embed(by=None, url=url) for url in (PAGE, OTHER))
    withdrawn_embed = withdraw_embed(by=None, embed=other, reason="Wrong")
    image, bare = taken(alice, b"uploaded before"), taken(alice)
    withdrawn_image = withdraw_image(by=None, image=taken(alice), reason="Wrong")
    entry.embeds.set([embed, withdrawn_embed])
    entry.images.set([image, withdrawn_image])
    Byline.objects.create(entry=entry, author=author)
    older = write("Before")
    amend_entry(by=None, entry=older, text=EntryText("After"), revision=1)
    before = older.revisions.get(number=1)
    colleague = User.objects.create(username="dora", is_staff=True)
    colleague.memberships.create(column=column, role="reporter")  # type: ignore[attr-defined]
    sign_in = SignIn.objects.create(user=colleague, session_key="one")
    token = {"user": bob, "column": column, "name": "X", "scopes": ["draft"]}
    want_card(by=None, of=live_post, digest="d1")
    card = SocialCard.objects.get(post=live_post)
    now = timezone.now()
    settings = {"description": "", "state": "live", "time_zone": "UTC", "language": "en"}
    return {
        "save_draft": {"post": live_post, "text": text},
        "keep_writing": {"id": UUID(int=1), "post": live_post, "fields": {"headline": "Words"}},
        "drop_writing": {"id": UUID(int=1), "post": live_post},
        "forget_writings": {},
        "discard_draft": {"entry": draft},
        "submit_entry": {"entry": draft},
        "recall_entry": {"entry": submitted},
        "return_entry": {"entry": submitted, "note": "Who says so?"},
        "schedule_entry": {"post": live_post, "text": text, "due_at": now + timedelta(hours=1)},
        "unschedule_entry": {"entry": delayed},
        "publish_due_entry": {"entry": delayed},
        "fail_due_entry": {"entry": delayed},
        "hold_entry": {"entry": entry, "reason": "Could endanger people"},
        "lift_hold": {"entry": held},
        "publish_entry": {"post": live_post, "text": text},
        "amend_entry": {"entry": entry, "text": text, "revision": 1},
        "withdraw_entry": {"entry": entry, "reason": "Wrong"},
        "restore_entry": {"entry": withdrawn},
        "restore_revision": {"revision": before, "based_on": 2},
        "blank_revision": {"revision": before},
        **{name: {"entry": entry} for name in ("pin_entry", "unpin_entry", "mark_key_event", "unmark_key_event")},
        "move_entry": {"entry": draft, "post": closed},
        "take_embed": {"url": PAGE},
        "retry_embed": {"embed": embed},
        "claim_embed": {},
        "put_off_embed": {"embed": embed, "again_at": now},
        "settle_embed": {"embed": embed, "copy": copy_of(embed), "again_at": None},
        "fail_embed": {"embed": embed, "reason": "gone", "again_at": None},
        "see_original": {"embed": embed, "at": now, "again_at": now, "is_gone": True},
        "correct_embed": {"embed": embed, "revision": 1, "archive_url": "", "title": "X"},
        "withdraw_embed": {"embed": embed, "reason": "Wrong"},
        "restore_embed": {"embed": withdrawn_embed},
        "take_image": {"body": b"uploaded before", "column": column},
        "describe_image": {"image": bare, "revision": 1, "words": ImageWords(alt="Smoke")},
        "claim_image": {},
        "put_off_image": {"image": image, "again_at": now},
        "settle_image": {"image": image, "made": MADE},
        "fail_image": {"image": image, "reason": "broken"},
        "withdraw_image": {"image": image, "reason": "Wrong"},
        "restore_image": {"image": withdrawn_image},
        "want_card": {"of": entry, "digest": "d1"},
        "claim_card": {},
        "put_off_card": {"card": card, "again_at": None},
        "settle_card": {"card": card, "digest": "d1", "content": b""},
        "lose_card": {"card": card},
        "create_post": {"column": column, "date": datetime.date(2015, 10, 9), "slug": "x", "text": head},
        "amend_post": {"post": live_post, "text": head, "revision": 1},
        "open_post": {"post": closed},
        "close_post": {"post": live_post},
        "create_column": {"slug": "x", "title": "X"},
        "change_column": {"column": column, "revision": 1, "slug": "x", "title": "X", **settings},
        "create_author": {"name": "Omar"},
        "sign_as": {"name": "Omar"},
        "rename_author": {"author": author, "name": "Omar", "revision": 1},
        "change_site": {"name": "X"},
        **{name: {"column": column} for name in ("freeze_column", "unfreeze_column", "hide_column")},
        **{name: {} for name in ("freeze_site", "unfreeze_site", "start_lite", "end_lite", "end_all_sessions")},
        "create_token": token,
        "revoke_token": {"token": create_token(by=None, **token)[0]},
        "invite_member": {"username": "x", "email": "x@example.org", "name": "", "column": column, "role": "reporter"},
        "set_role": {"user": colleague, "column": column, "role": "editor"},
        **{name: {"user": colleague} for name in ("disable_account", "enable_account", "reset_second_factor")},
        "end_session": {"sign_in": sign_in},
        "end_sessions_of": {"user": colleague},
    }


def bob_as_reporter(bob: User, column: Column) -> User:
    """For the draft that he may discard. He is asked anew what he is before each verb."""
    bob.memberships.create(column=column, role="reporter")  # type: ignore[attr-defined]
    return User.objects.get(pk=bob.pk)


def as_stored(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same, as the database has it: nothing that a verb did to them, and that was taken back, is left."""
    return {
        name: type(value)._default_manager.get(pk=value.pk) if isinstance(value, models.Model) else value
        for name, value in arguments.items()
    }
