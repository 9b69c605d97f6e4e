"""Who may do what: one table, from verbs to Django's permissions."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _

from .errors import NotAllowed

#: Whoever acts: a signed-in user, or None for the system itself (commands, imports).
Actor = User | AnonymousUser | None

NEEDS = {
    "save_draft": "columns.add_entry",
    "discard_draft": "columns.delete_entry",
    "publish_entry": "columns.change_entry",
    "amend_entry": "columns.change_entry",
    "withdraw_entry": "columns.change_entry",
    "restore_entry": "columns.change_entry",
    "pin_entry": "columns.change_entry",
    "mark_key_event": "columns.change_entry",
    "move_entry": "columns.change_entry",
    "take_embed": "columns.add_entry",
    "retry_embed": "columns.add_entry",
    "claim_embed": "columns.change_embed",
    "put_off_embed": "columns.change_embed",
    "settle_embed": "columns.change_embed",
    "fail_embed": "columns.change_embed",
    "see_original": "columns.change_embed",
    "correct_embed": "columns.change_embed",
    "withdraw_embed": "columns.change_embed",
    "restore_embed": "columns.change_embed",
    "take_image": "columns.add_entry",
    "describe_image": "columns.add_entry",
    "claim_image": "columns.change_image",
    "put_off_image": "columns.change_image",
    "settle_image": "columns.change_image",
    "fail_image": "columns.change_image",
    "withdraw_image": "columns.change_image",
    "restore_image": "columns.change_image",
    "want_card": "columns.change_socialcard",
    "claim_card": "columns.change_socialcard",
    "put_off_card": "columns.change_socialcard",
    "settle_card": "columns.change_socialcard",
    "lose_card": "columns.change_socialcard",
    "create_post": "columns.add_post",
    "amend_post": "columns.change_post",
    "open_post": "columns.change_post",
    "close_post": "columns.change_post",
    "create_column": "columns.add_column",
    "change_column": "columns.change_column",
    "create_author": "columns.add_author",
    "rename_author": "columns.change_author",
    "change_site": "columns.change_site",
    "create_token": "columns.add_token",
    "revoke_token": "columns.change_token",
}


def may(by: Actor, verb: str) -> bool:
    """Whether `by` may use `verb`. Raises KeyError for a verb that is not in the table."""
    needed = NEEDS[verb]
    return by is None or (by.is_active and by.is_staff and by.has_perm(needed))


def check(by: Actor, verb: str) -> None:
    """Raise NotAllowed unless `by` may use `verb`."""
    if not may(by, verb):
        raise NotAllowed(_("You do not have the permission to do this."))


def person(by: Actor) -> User | None:
    """Who acts, where it is to be stored: None for the system."""
    return by if isinstance(by, User) else None
