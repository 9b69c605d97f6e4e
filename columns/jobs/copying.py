"""Copying: the first copy of an original, or a new one in the place of the one there is."""

from __future__ import annotations

from django.utils import timezone

from columns.embeds.provider import Kind, Snapshot
from columns.embeds.providers import media
from columns.embeds.snapshot import as_it_is
from columns.models import Embed
from columns.outside.reasons import Reason
from columns.publishing.settling import Copy, fail_embed, settle_embed

from .inquiry import SOME_FILE, Inquiry
from .schedule import RETRIES, next_look, next_try


def take_copy(embed: Embed) -> None:
    """Ask for everything about a claimed embed, and settle it with what is said; or say why not."""
    if embed.tries > len(RETRIES) + 1:  # every try before ended without a word: it kills whoever works on it
        fail(embed, Reason.UNREACHABLE)
        return
    inquiry = Inquiry(embed.url)
    inquiry.ask()
    if inquiry.match.provider == media.NAME:
        inquiry.ask_for_file()
    snapshot = inquiry.snapshot()
    if reason := _why_not(inquiry, snapshot):
        fail(embed, reason)
        return
    captured_at = timezone.now()
    picture = inquiry.picture(snapshot.picture_url)
    missed = picture is None and bool(snapshot.picture_url)
    copy = Copy(as_it_is(inquiry.match, snapshot), snapshot, inquiry.sha256, captured_at, picture, missed)
    has_original = inquiry.match.kind is not Kind.MAP
    settle_embed(
        by=None, embed=embed, copy=copy, again_at=next_look(captured_at, captured_at) if has_original else None
    )


def fail(embed: Embed, reason: Reason) -> None:
    """Note why there is no copy, and when to try again: what may pass, a few times; what is final, not at all.

    A copy that there is already is looked after as before; at once if its original seems to have gone.
    """
    now = timezone.now()
    again_at = None if reason.is_final else next_try(embed.tries, now)
    if again_at is None and embed.captured_at:
        again_at = now if reason is Reason.GONE else next_look(embed.captured_at, now)
    fail_embed(by=None, embed=embed, reason=reason, again_at=again_at)


def _why_not(inquiry: Inquiry, snapshot: Snapshot) -> Reason | None:
    """Why nothing is to be settled; None if there is enough. One answer is enough, and a link needs no words."""
    if inquiry.match.provider == media.NAME:
        return None if inquiry.file or _is_file_all_the_same(inquiry) else inquiry.why_not()
    if not inquiry.match.ask:
        return None
    if not inquiry.answers:
        return inquiry.why_not()
    says_something = snapshot.title or snapshot.text or snapshot.picture_url or snapshot.author
    if inquiry.match.kind is Kind.LINK or says_something:
        return None
    # A page to sign in at, where a post should be.
    return inquiry.why_not() or Reason.FORBIDDEN


def _is_file_all_the_same(inquiry: Inquiry) -> bool:
    """Whether a file was refused to us for what says nothing against it: readers' browsers may well play it."""
    refusal = inquiry.refusals[0]
    return refusal.reason is Reason.FORBIDDEN or refusal.said in SOME_FILE
