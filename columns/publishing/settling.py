"""Settling: what a job found when it asked for the original of an embed.

Each of these verbs takes the embed as the job claimed it. If it was claimed again, asked for anew or withdrawn
meanwhile, what the job found is dropped: somebody else comes with something newer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction

from columns.embeds.provider import Match, Snapshot
from columns.models import Change, Embed

from . import permissions
from .embeds import said, told, write_embed
from .locks import lock_embed
from .permissions import Actor

if TYPE_CHECKING:  # what only stores a picture does without the library that makes them
    from columns.images.thumbnail import Thumbnail


@dataclass(frozen=True)
class Copy:
    """What was found at an address: what it leads to, what is said there, and how we know."""

    match: Match
    snapshot: Snapshot
    #: Of all that was fetched, in that order, in hexadecimal; empty if the address alone told everything.
    sha256: str
    captured_at: datetime
    picture: Thumbnail | None = None
    #: There is a picture, but it could not be had: the one we have stays.
    missed_picture: bool = False


def settle_embed(*, by: Actor, embed: Embed, copy: Copy, again_at: datetime | None) -> bool:
    """Keep a copy; readers see it wherever the embed is held. `again_at`: when to see whether the original is there.

    What turns out to be something that was withdrawn by another address is withdrawn too. Whether the copy was kept.
    Raises NotAllowed.
    """
    permissions.check(by, "settle_embed")
    with _Thumbnail(embed, copy) as thumbnail, transaction.atomic():
        current = lock_embed(embed)
        if _is_late(embed, current):
            return False
        same = Embed.objects.same_as(copy.match.url, copy.snapshot.canonical_url).exclude(pk=current.pk)
        if withdrawn := same.filter(state=Embed.State.WITHDRAWN).first():
            write_embed(current, op=Change.Op.COPY, **as_withdrawn(withdrawn.withdrawal_reason))
            forget_picture(current)
            return False
        write_embed(
            current, op=Change.Op.EMBED, state=Embed.State.SETTLED, reason="", tries=0, next_try_at=again_at,
            **told(copy.match), **said(copy.snapshot), **thumbnail.fields, sha256=copy.sha256,
            captured_at=copy.captured_at, checked_at=copy.captured_at, corrected_at=None, gone_at=None, changed_at=None,
        )
        thumbnail.replaces(current)
        return True


def fail_embed(*, by: Actor, embed: Embed, reason: str, again_at: datetime | None) -> bool:
    """Note why there is no copy, or no newer one than there is. `again_at` None: not asked for again by itself."""
    permissions.check(by, "fail_embed")
    with transaction.atomic():
        current = lock_embed(embed)
        if _is_late(embed, current):
            return False
        state = Embed.State.SETTLED if current.has_copy else Embed.State.FAILED
        write_embed(current, op=None, state=state, reason=reason, next_try_at=again_at)
        return True


def see_original(
    *, by: Actor, embed: Embed, at: datetime, again_at: datetime, is_gone: bool, differs: bool = False
) -> bool:
    """Note what has become of the original of a copy that stays as it is: there, gone, or saying something else.

    That it has gone, or come back, shows to readers; that it differs, to editors only: much on a page does.
    """
    permissions.check(by, "see_original")
    with transaction.atomic():
        current = lock_embed(embed)
        if _is_late(embed, current):
            return False
        seen: dict[str, Any] = {"gone_at": current.gone_at or at} if is_gone else {"gone_at": None, "checked_at": at}
        if not is_gone:
            seen["changed_at"] = (current.changed_at or at) if differs else None
        op = Change.Op.EMBED if is_gone != (current.gone_at is not None) else None
        write_embed(current, op=op, reason="", tries=0, next_try_at=again_at, **seen)
        return True


def _is_late(claimed: Embed, current: Embed) -> bool:
    return current.is_withdrawn or current.next_try_at != claimed.next_try_at


class _Thumbnail:
    """A picture on its way into storage: gone again unless it is put in the place of the one before."""

    def __init__(self, embed: Embed, copy: Copy) -> None:
        self._file = embed.picture
        self._picture = copy.picture
        self._stays = copy.missed_picture
        self._is_kept = False

    def __enter__(self) -> _Thumbnail:
        none = {"picture": "", "picture_width": None, "picture_height": None}
        self.fields: dict[str, Any] = {} if self._stays else none
        if self._picture:
            storage, field = self._file.storage, self._file.field
            name = field.generate_filename(self._file.instance, "thumbnail.jpg")
            name = storage.save(name, ContentFile(self._picture.content))
            self.fields = {
                "picture": name, "picture_width": self._picture.width, "picture_height": self._picture.height
            }
        return self

    def replaces(self, before: Embed) -> None:
        """Keep it, and delete the one before once that is certain."""
        self._is_kept = True
        if not self._stays:
            forget_picture(before)

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if self.fields.get("picture") and (failed or not self._is_kept):
            self._file.storage.delete(self.fields["picture"])


def as_withdrawn(reason: str) -> dict[str, Any]:
    """What becomes of an embed that is withdrawn. Its words stay, for editors."""
    gone = {"picture": "", "picture_width": None, "picture_height": None}
    return {"state": Embed.State.WITHDRAWN, "withdrawal_reason": reason, "next_try_at": None, **gone}


def forget_picture(embed: Embed) -> None:
    """Delete an embed's thumbnail once the transaction that no longer names it has committed."""
    if name := embed.picture.name:
        storage = embed.picture.storage
        transaction.on_commit(lambda: storage.delete(name), robust=True)
