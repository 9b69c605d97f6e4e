"""Archived columns: nothing changes in them any more, whatever verb it comes by, but what takes from readers."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from columns.models import Column, Entry, Image
from columns.publishing.copies import correct_embed
from columns.publishing.errors import Refused
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image
from columns.publishing.permissions import NEEDS, SUPERUSER

from .asked import Asked, as_stored
from .asked import asked as asked
from .cast import rule
from .log import watching
from .test_permissions import UNDO, VERBS

#: What takes from readers, or from whoever could find it; and what says how the column is.
STILL = {
    "hold_entry", "withdraw_entry", "withdraw_embed", "withdraw_image", "blank_revision", "change_column",
    "hide_column", "freeze_column", "unfreeze_column",
}  # fmt: skip
#: What is of no column, or is shown in none yet; and of people, their tools and what they type.
ELSEWHERE = {
    "take_embed", "take_image", "describe_image", "create_author", "sign_as", "create_token", "revoke_token",
    "keep_writing", "drop_writing", "invite_member", "set_role", "disable_account", "enable_account", "end_session",
    "end_sessions_of",
}  # fmt: skip


def is_refused(verb: str, by: User, arguments: dict[str, Any]) -> bool:
    """Whether it is, because of the column. What is done is taken back."""
    with transaction.atomic():
        if verb in UNDO:
            Entry.objects.update(pinned=True, key_event=True)
        try:
            VERBS[verb](by=by, **as_stored(arguments))
        except Refused as refused:
            return "is archived" in refused.message or "is not live" in refused.message
        finally:
            transaction.set_rollback(True)
    return False


def test_every_verb_that_changes_something_there_is_refused(asked: Asked, column: Column, alice: User) -> None:
    rule(column, state="archived")
    persons = {verb for verb in VERBS if NEEDS[UNDO.get(verb, verb)] != SUPERUSER}
    with watching(column) as told:
        assert {verb for verb in persons if not is_refused(verb, alice, asked[verb])} == STILL | ELSEWHERE
    assert told == []


def test_of_what_is_shown_there_too_nothing_else_can_be_said(asked: Asked, column: Column, alice: User) -> None:
    image, embed = asked["withdraw_image"]["image"], asked["withdraw_embed"]["embed"]
    words = ImageWords(alt="Smoke over a street", credit="A passer-by")
    rule(column, state="archived")
    with pytest.raises(Refused, match=r"Putin in Syria.*archived"):
        describe_image(by=alice, image=image, revision=image.revision, words=words)
    with pytest.raises(Refused, match=r"Putin in Syria.*archived"):
        correct_embed(by=alice, embed=embed, revision=embed.revision, archive_url="", title="Something else")
    assert Image.objects.get(pk=image.pk).alt == image.alt
    rule(column, state="closed")
    assert describe_image(by=alice, image=image, revision=image.revision, words=words).alt == "Smoke over a street"
