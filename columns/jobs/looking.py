"""Looking after a copy: whether its original is still there, and still says the same. The copy stays as it is."""

from __future__ import annotations

from django.utils import timezone

from columns.embeds.provider import Kind, Snapshot
from columns.models import Embed
from columns.outside.reasons import Reason
from columns.publishing.claiming import put_off_embed
from columns.publishing.settling import see_original

from .inquiry import FILES, Inquiry
from .schedule import next_look, next_try


def look_after(embed: Embed) -> None:
    """Ask for the original of a claimed embed that has a copy, and note what has become of it.

    What may pass says nothing, and is tried again soon; neither does a page that no longer shows us anything (one to
    sign in at, say): it is looked at again when its time comes.
    """
    if embed.kind == Kind.MAP:  # its address tells all, and a restored one is due
        put_off_embed(by=None, embed=embed, again_at=None)
        return
    inquiry = Inquiry(embed.url)
    inquiry.ask()
    if inquiry.match.provider in FILES:
        inquiry.ask_for_file()
    now = timezone.now()
    again_at = next_look(embed.captured_at or now, now)
    said = inquiry.snapshot()
    reasons = {refusal.reason for refusal in inquiry.refusals}
    if any(not reason.is_final for reason in reasons):
        soon = next_try(embed.tries, now)
        is_soon = soon is not None and soon < again_at
        put_off_embed(by=None, embed=embed, again_at=soon if is_soon else again_at, is_soon=is_soon)
    elif Reason.GONE in reasons and not _is_shown(embed, inquiry, said):
        see_original(by=None, embed=embed, at=now, again_at=again_at, is_gone=True)
    elif inquiry.file or (inquiry.answers and (any(_words(said)) or not any(_words(embed)))):
        differs = not embed.corrected_at and not inquiry.file and _words(said) != _words(embed)
        see_original(by=None, embed=embed, at=now, again_at=again_at, is_gone=False, differs=differs)
    else:
        put_off_embed(by=None, embed=embed, again_at=again_at)


def _is_shown(embed: Embed, inquiry: Inquiry, said: Snapshot) -> bool:
    """Whether one address shows it though another says that it is gone: an oEmbed endpoint may never have known it."""
    shown = inquiry.answers and any(_words(said))
    return bool(shown) and (embed.corrected_at is not None or said.text == embed.text != "")


def _words(thing: Embed | Snapshot) -> tuple[str, str, str]:
    """What an original is known by. A time or a picture changes without a change."""
    return thing.title, thing.text, thing.author
