"""Words: what was done, as people say it. The log itself keeps the verb's own name, which is never translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: By the name of the act; first those of verbs, then what people do with their own account.
SAID: dict[str, _StrPromise] = {
    "save_draft": _("saved a draft"),
    "discard_draft": _("discarded a draft"),
    "submit_entry": _("submitted for approval"),
    "recall_entry": _("took a submission back"),
    "return_entry": _("returned to its writer"),
    "schedule_entry": _("scheduled"),
    "unschedule_entry": _("took off the schedule"),
    "hold_entry": _("held"),
    "lift_hold": _("lifted a hold"),
    "publish_entry": _("published"),
    "amend_entry": _("amended"),
    "withdraw_entry": _("withdrew an entry"),
    "restore_entry": _("restored an entry"),
    "restore_revision": _("restored an earlier text"),
    "blank_revision": _("blanked an earlier text"),
    "pin_entry": _("pinned"),
    "unpin_entry": _("unpinned"),
    "mark_key_event": _("marked as key event"),
    "unmark_key_event": _("no longer a key event"),
    "move_entry": _("moved to another post"),
    "take_embed": _("brought in an embed"),
    "retry_embed": _("fetched an embed anew"),
    "correct_embed": _("corrected an embed"),
    "withdraw_embed": _("withdrew an embed"),
    "restore_embed": _("restored an embed"),
    "take_image": _("brought in a picture"),
    "describe_image": _("described a picture"),
    "withdraw_image": _("withdrew a picture"),
    "restore_image": _("restored a picture"),
    "create_post": _("created a post"),
    "amend_post": _("changed a post"),
    "open_post": _("opened a post"),
    "close_post": _("closed a post"),
    "create_column": _("created a column"),
    "change_column": _("changed a column"),
    "create_author": _("created a byline"),
    "sign_as": _("chose a byline of their own"),
    "rename_author": _("renamed a byline"),
    "change_site": _("changed the site’s identity"),
    "freeze_column": _("froze publishing in a column"),
    "unfreeze_column": _("lifted the freeze of a column"),
    "hide_column": _("hid a column from readers"),
    "freeze_site": _("froze publishing everywhere"),
    "unfreeze_site": _("lifted the freeze everywhere"),
    "start_lite": _("turned light pages on"),
    "end_lite": _("turned light pages off"),
    "create_token": _("made an API token"),
    "revoke_token": _("revoked an API token"),
    "invite_member": _("invited somebody"),
    "set_role": _("gave or took a role"),
    "disable_account": _("disabled an account"),
    "enable_account": _("enabled an account"),
    "end_session": _("ended a session"),
    "end_sessions_of": _("signed somebody out everywhere"),
    "end_all_sessions": _("signed everyone out"),
    "reset_second_factor": _("had a second factor forgotten"),
    "sign_in": _("signed in"),
    "change_password": _("changed their password"),
    "set_up_second_factor": _("set up a second factor"),
    "verify_code": _("gave a code of the second factor"),
    "renew_recovery_codes": _("made new recovery codes"),
}


def said(act: str) -> str:
    """What an act is called; its own name, if it has no other (an old one, whose verb is no more)."""
    return str(SAID.get(act, act))
