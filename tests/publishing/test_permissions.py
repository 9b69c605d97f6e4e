"""Who may do what: every verb, tried by all three."""

from __future__ import annotations

import datetime
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.utils import timezone

from columns import publishing
from columns.models import Author, Column, Entry, Post, SocialCard
from columns.publishing.copies import withdraw_embed
from columns.publishing.drafts import save_draft
from columns.publishing.embeds import take_embed
from columns.publishing.errors import NotAllowed
from columns.publishing.image_withdrawals import withdraw_image
from columns.publishing.image_words import ImageWords
from columns.publishing.permissions import NEEDS, may
from columns.publishing.social_cards import want_card
from columns.publishing.texts import EntryText, PostText
from columns.publishing.tokens import create_token
from columns.publishing.withdrawals import withdraw_entry
from tests.pictured import MADE, taken

from .copied import OTHER, PAGE, copy_of
from .log import watching

#: Verbs that ask for the permission of the act that they undo.
UNDO = {"unpin_entry": "pin_entry", "unmark_key_event": "mark_key_event"}


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the room that must be told who acts by name."""
    for module in pkgutil.iter_modules(publishing.__path__, "columns.publishing."):
        for name, thing in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(thing) and thing.__module__ == module.name and not name.startswith("_"):
                by = inspect.signature(thing).parameters.get("by")
                if by and by.kind == by.KEYWORD_ONLY:
                    yield name, thing


VERBS = dict(verbs())


def test_every_verb_is_in_the_table_and_nothing_else_is() -> None:
    assert {UNDO.get(name, name) for name in VERBS} == set(NEEDS)


def test_every_permission_in_the_table_exists(db: None) -> None:
    known = {f"columns.{codename}" for codename in Permission.objects.values_list("codename", flat=True)}
    assert set(NEEDS.values()) <= known


@pytest.fixture
def arguments(
    column: Column, live_post: Post, entry: Entry, write: Callable[..., Entry], draft_post: Callable[..., Post],
    author: Author, alice: User, bob: User,
) -> dict[str, dict[str, Any]]:
    """What each verb is to be asked, so that it is possible."""
    text, head = EntryText("Words"), PostText("A head")
    draft, closed = save_draft(by=alice, post=live_post, text=text), draft_post(8)
    withdrawn = withdraw_entry(by=None, entry=write("Wrong"), reason="Wrong")
    embed, other = (take_embed(by=None, url=url) for url in (PAGE, OTHER))
    withdrawn_embed = withdraw_embed(by=None, embed=other, reason="Wrong")
    image = taken(alice, b"uploaded before")
    want_card(by=None, of=live_post, digest="d1")
    card = SocialCard.objects.get(post=live_post)
    now = timezone.now()
    settings = {"description": "", "state": "live", "time_zone": "UTC", "language": "en"}
    return {
        "save_draft": {"post": live_post, "text": text},
        "discard_draft": {"entry": draft},
        "publish_entry": {"post": live_post, "text": text},
        "amend_entry": {"entry": entry, "text": text, "revision": 1},
        "withdraw_entry": {"entry": entry, "reason": "Wrong"},
        "restore_entry": {"entry": withdrawn},
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
        "take_image": {"body": b"uploaded before"},
        "describe_image": {"image": image, "revision": 1, "words": ImageWords(alt="Smoke")},
        "claim_image": {},
        "put_off_image": {"image": image, "again_at": now},
        "settle_image": {"image": image, "made": MADE},
        "fail_image": {"image": image, "reason": "broken"},
        "withdraw_image": {"image": image, "reason": "Wrong"},
        "restore_image": {"image": withdraw_image(by=None, image=taken(alice), reason="Wrong")},
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
        "rename_author": {"author": author, "name": "Omar", "revision": 1},
        "change_site": {"name": "X"},
        "create_token": {"user": bob, "name": "X"},
        "revoke_token": {"token": create_token(by=None, user=bob, name="X")[0]},
    }


@pytest.mark.parametrize("name", sorted(VERBS))
def test_bob_charlie_and_a_stranger_may_not(
    name: str, arguments: dict[str, dict[str, Any]], column: Column, bob: User, charlie: User
) -> None:
    with watching(column) as told:
        for by in (bob, charlie, AnonymousUser()):
            with pytest.raises(NotAllowed):
                VERBS[name](by=by, **arguments[name])
    assert told == []


@pytest.mark.parametrize("name", sorted(VERBS))
def test_bob_may_with_the_permission_and_charlie_even_then_may_not(
    name: str, arguments: dict[str, dict[str, Any]], bob: User, charlie: User
) -> None:
    codename = NEEDS[UNDO.get(name, name)].partition(".")[2]
    for user in (bob, charlie):
        user.user_permissions.add(Permission.objects.get(content_type__app_label="columns", codename=codename))
    with pytest.raises(NotAllowed):
        VERBS[name](by=charlie, **arguments[name])
    VERBS[name](by=bob, **arguments[name])


@pytest.mark.parametrize("verb", sorted(NEEDS))
def test_alice_and_the_system_may_and_nobody_who_left(verb: str, alice: User) -> None:
    assert may(alice, verb)
    assert may(None, verb)
    alice.is_active = False
    assert not may(alice, verb)


def test_a_verb_that_is_not_in_the_table_is_a_mistake(alice: User) -> None:
    with pytest.raises(KeyError):
        may(alice, "delete_everything")
