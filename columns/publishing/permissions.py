"""Who may do what: one table, from verbs to the least role that may use them (docs/roles.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser, User
from django.utils.translation import gettext as _

from columns.models import Column, Membership

from .errors import NotAllowed

#: Whoever acts: a signed-in user, or None for the system itself (commands, imports, jobs).
Actor = User | AnonymousUser | None

REPORTER, EDITOR, CHIEF = Membership.Role.REPORTER, Membership.Role.EDITOR, Membership.Role.CHIEF
#: Not a role in a column: whoever runs the site. A superuser may do all else as well.
SUPERUSER = "superuser"
_RANK = {REPORTER: 1, EDITOR: 2, CHIEF: 3, SUPERUSER: 4}

NEEDS: dict[str, str] = {
    "save_draft": REPORTER,
    "keep_writing": REPORTER,
    "drop_writing": REPORTER,
    "forget_writings": SUPERUSER,
    "discard_draft": REPORTER,
    "submit_entry": REPORTER,
    "recall_entry": REPORTER,
    "return_entry": EDITOR,
    "schedule_entry": EDITOR,
    "unschedule_entry": REPORTER,
    "publish_due_entry": SUPERUSER,
    "fail_due_entry": SUPERUSER,
    "hold_entry": REPORTER,
    "lift_hold": EDITOR,
    "publish_entry": EDITOR,
    "amend_entry": EDITOR,
    "withdraw_entry": EDITOR,
    "restore_entry": EDITOR,
    "restore_revision": EDITOR,
    "blank_revision": CHIEF,
    "pin_entry": EDITOR,
    "mark_key_event": EDITOR,
    "move_entry": EDITOR,
    "take_embed": REPORTER,
    "retry_embed": REPORTER,
    "claim_embed": SUPERUSER,
    "put_off_embed": SUPERUSER,
    "settle_embed": SUPERUSER,
    "fail_embed": SUPERUSER,
    "see_original": SUPERUSER,
    "correct_embed": EDITOR,
    "withdraw_embed": EDITOR,
    "restore_embed": EDITOR,
    "take_image": REPORTER,
    "describe_image": REPORTER,
    "claim_image": SUPERUSER,
    "put_off_image": SUPERUSER,
    "settle_image": SUPERUSER,
    "fail_image": SUPERUSER,
    "withdraw_image": EDITOR,
    "restore_image": EDITOR,
    "want_card": SUPERUSER,
    "claim_card": SUPERUSER,
    "put_off_card": SUPERUSER,
    "settle_card": SUPERUSER,
    "lose_card": SUPERUSER,
    "create_post": EDITOR,
    "amend_post": EDITOR,
    "open_post": EDITOR,
    "close_post": EDITOR,
    "create_column": SUPERUSER,
    "change_column": CHIEF,
    "create_author": EDITOR,
    "sign_as": REPORTER,
    "rename_author": CHIEF,
    "change_site": SUPERUSER,
    "freeze_column": CHIEF,
    "unfreeze_column": CHIEF,
    "hide_column": CHIEF,
    "freeze_site": SUPERUSER,
    "unfreeze_site": SUPERUSER,
    "start_lite": SUPERUSER,
    "end_lite": SUPERUSER,
    "create_token": REPORTER,
    "revoke_token": REPORTER,
    "invite_member": CHIEF,
    "set_role": CHIEF,
    "disable_account": CHIEF,
    "enable_account": CHIEF,
    "end_session": CHIEF,
    "end_sessions_of": CHIEF,
    "end_all_sessions": SUPERUSER,
    "reset_second_factor": SUPERUSER,
}
#: What is no verb, or only a part of one.
RIGHTS: dict[str, str] = {
    "see_desk": REPORTER,
    "describe_shown_image": EDITOR,
    "discard_draft_of_others": EDITOR,
    "recall_entry_of_others": EDITOR,
    "unschedule_undelayed_entry": EDITOR,
    "publish_at_once": CHIEF,
    "revoke_token_of_others": CHIEF,
    "view_evidence": CHIEF,
    "read_audit": CHIEF,
    "manage_members": CHIEF,
}


@dataclass(frozen=True)
class Standing:
    """What somebody may do, by the roles they had when it was asked: for one request or one verb, and never kept."""

    #: Whether they may do everything, everywhere.
    is_all: bool = False
    roles: Mapping[int, str] = field(default_factory=dict)

    def may(self, act: str, *columns: Column | int) -> bool:
        """Whether they may do `act` in every one of `columns`; in any column at all, if none is named."""
        held = self.columns(act)
        if held is None:
            return True
        wanted = {column.pk if isinstance(column, Column) else column for column in columns}
        return wanted <= held if wanted else bool(held)

    def columns(self, act: str) -> set[int] | None:
        """The columns in which they may do `act`; None: in all. Raises KeyError for what is not in the tables."""
        needed = NEEDS[act] if act in NEEDS else RIGHTS[act]
        if self.is_all:
            return None
        return {column for column, role in self.roles.items() if _RANK.get(role, 0) >= _RANK[needed]}


def standing_of(by: Actor) -> Standing:
    """How somebody stands now. Nobody has a role who may not sign in to the admin."""
    if by is None:
        return Standing(is_all=True)
    if not (isinstance(by, User) and by.is_active and by.is_staff):
        return Standing()
    return Standing(is_all=True) if by.is_superuser else Standing(roles=roles_of(by))


def may(by: Actor, act: str, *columns: Column | int) -> bool:
    """Whether `by` may do `act` in every one of `columns`; in any column at all, if none is named.

    Raises KeyError for what is not in the tables. Who asks much in one request keeps `standing_of`: each costs a query.
    """
    return standing_of(by).may(act, *columns)


def check(by: Actor, act: str, *columns: Column | int) -> None:
    """Raise NotAllowed unless `by` may do `act` there."""
    if not may(by, act, *columns):
        raise NotAllowed(_("You do not have the permission to do this."))


def roles_of(user: User) -> dict[int, str]:
    """The roles of a person, by column."""
    return dict(Membership.objects.filter(user=user).values_list("column", "role"))


def person(by: Actor) -> User | None:
    """Who acts, where it is to be stored: None for the system."""
    return by if isinstance(by, User) else None
