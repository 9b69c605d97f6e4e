"""Who may do what: every verb, tried in every role, in the own column and from another one."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from columns import publishing
from columns.models import Column, Entry, Membership, Post
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image
from columns.publishing.moves import move_entry
from columns.publishing.permissions import NEEDS, RIGHTS, SUPERUSER, may, standing_of
from columns.publishing.texts import EntryText
from columns.publishing.tokens import create_token, revoke_token

from .asked import Asked, as_stored
from .asked import asked as asked
from .log import watching

#: Verbs that ask for the permission of the act that they undo.
UNDO = {"unpin_entry": "pin_entry", "unmark_key_event": "mark_key_event"}
#: What belongs to no column until it stands in a text: a role in any column is enough.
ANYWHERE = {"take_embed", "retry_embed", "describe_image", "create_author", "revoke_token", "sign_as"}
ROLES = ["", *Membership.Role.values]
Join = Callable[[User, Column, str], User]


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the room that must be told who acts by name."""
    for module in pkgutil.iter_modules(publishing.__path__, "columns.publishing."):
        for name, thing in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(thing) and thing.__module__ == module.name and not name.startswith("_"):
                by = inspect.signature(thing).parameters.get("by")
                if by and by.kind == by.KEYWORD_ONLY:
                    yield name, thing


VERBS = dict(verbs())


def needed(verb: str) -> str:
    return NEEDS[UNDO.get(verb, verb)]


def is_done(verb: str, by: Any, arguments: dict[str, Any]) -> bool:
    """Whether somebody gets it done. What is done is taken back."""
    with transaction.atomic():
        try:
            VERBS[verb](by=by, **as_stored(arguments))
        except NotAllowed:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_every_verb_is_in_the_table_and_nothing_else_is() -> None:
    assert {UNDO.get(name, name) for name in VERBS} == set(NEEDS)
    assert not set(NEEDS) & set(RIGHTS)


def test_each_role_may_do_what_the_table_says_in_its_column_and_nothing_in_another(
    asked: Asked, column: Column, elsewhere: Post, bob: User
) -> None:
    ranks = {**{role: rank for rank, role in enumerate(ROLES)}, SUPERUSER: len(ROLES)}
    wrong = []
    with watching(column) as told:
        for home in (column, elsewhere.column):
            for role in ROLES:
                bob.memberships.all().delete()  # type: ignore[attr-defined]
                if role:
                    bob.memberships.create(column=home, role=role)  # type: ignore[attr-defined]
                for verb in VERBS:
                    counts = role if home == column or verb in ANYWHERE else ""
                    expected = ranks[counts] >= ranks[needed(verb)]
                    if is_done(verb, User.objects.get(pk=bob.pk), asked[verb]) != expected:
                        wrong.append((verb, role, "own" if home == column else "other", f"expected {expected}"))
    assert wrong == []
    assert told == []


def test_a_stranger_somebody_off_the_staff_and_whoever_left_may_nothing(
    asked: Asked, column: Column, charlie: User, bob: User, join: Join
) -> None:
    left = join(bob, column, "chief")
    left.is_active = False
    for by in (AnonymousUser(), join(charlie, column, "chief"), left):
        assert [verb for verb in VERBS if is_done(verb, by, asked[verb])] == []


@pytest.mark.parametrize("act", sorted(NEEDS | RIGHTS))
def test_a_superuser_and_the_system_may_and_nobody_who_left(act: str, alice: User) -> None:
    assert may(alice, act)
    assert may(None, act)
    alice.is_active = False
    assert not may(alice, act)


def test_a_verb_that_is_not_in_the_table_is_a_mistake(alice: User) -> None:
    with pytest.raises(KeyError):
        may(alice, "delete_everything")


def test_all_columns_that_are_named_count_and_how_one_stands_is_asked_once(
    column: Column, elsewhere: Post, bob: User, join: Join, django_assert_num_queries: Any
) -> None:
    join(join(bob, column, "chief"), elsewhere.column, "reporter")
    with django_assert_num_queries(1):
        held = standing_of(bob)
    assert held.may("change_column", column)
    assert not held.may("change_column", column, elsewhere.column)
    assert held.may("save_draft", column, elsewhere.column_id)
    assert held.columns("change_column") == {column.pk}


def test_a_reporter_discards_only_drafts_in_which_nobody_else_wrote(
    live_post: Post, alice: User, bob: User, join: Join
) -> None:
    bob = join(bob, live_post.column, "reporter")
    mine, theirs = (save_draft(by=each, post=live_post, text=EntryText("Perhaps")) for each in (bob, alice))
    with pytest.raises(NotAllowed):
        discard_draft(by=bob, entry=theirs)
    discard_draft(by=bob, entry=mine)
    assert list(Entry.objects.all()) == [theirs]


def test_an_entry_cannot_be_moved_into_a_post_of_another_column_by_whoever_edits_both(
    entry: Entry, elsewhere: Post, bob: User, join: Join
) -> None:
    bob = join(join(bob, entry.column, "editor"), elsewhere.column, "editor")
    with pytest.raises(Refused) as refused:
        move_entry(by=bob, entry=entry, post=elsewhere)
    assert refused.value.field == "post"


def test_of_a_picture_that_readers_see_a_reporter_says_nothing(
    asked: Asked, entry: Entry, bob: User
) -> None:
    image = asked["withdraw_image"]["image"]
    with pytest.raises(NotAllowed):
        describe_image(by=bob, image=image, revision=image.revision, words=ImageWords(alt="Smoke"))


def test_a_token_is_revoked_by_its_owner_and_by_a_chief_of_theirs(
    column: Column, elsewhere: Post, alice: User, bob: User, charlie: User, join: Join
) -> None:
    token = create_token(
        by=None, user=join(bob, column, "reporter"), column=column, name="The wire", scopes=["draft"]
    )[0]
    charlie.is_staff = True
    charlie.save()
    for place, role in ((column, "editor"), (elsewhere.column, "chief")):
        with pytest.raises(NotAllowed):
            revoke_token(by=join(charlie, place, role), token=token)
    assert revoke_token(by=join(charlie, column, "chief"), token=token).revoked_at
