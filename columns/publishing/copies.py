"""Copies: what editors do to our copy of an embed. Every entry that holds it shows it, on open pages too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record_in
from columns.embeds.cleaning import web_address
from columns.embeds.provider import Snapshot
from columns.models import Change, Embed

from . import permissions
from .claiming import call
from .confirmation import needs_confirmation
from .embeds import write_embed
from .errors import Refused
from .image_words import clean_cover
from .lines import line
from .locks import lock_columns_of, lock_embed
from .noticed import hearing, is_noticed, worded
from .obstacles import check_goes_on
from .permissions import Actor
from .settling import as_withdrawn, forget_picture
from .shown_in import columns_showing

#: What an editor can correct, as it was said there.
WORDS = ("title", "text", "author", "handle", "site", "published_at", "language")


def correct_embed(
    *, by: Actor, embed: Embed, revision: int, archive_url: str, cover: Collection[str] | None = None,
    cover_note: str = "", **words: Any,
) -> Embed:
    """Change what our copy says (any of WORDS), and where an archive keeps one; readers see that it was corrected.

    `cover`: what may hurt whoever sees or hears it, as kinds of `columns.models.image.Cover`; with them goes a note of
    what is under the cover. None leaves both as they are. To cover something is no correction of it.

    Of an original that keeps its doors shut, this is how an editor writes down what it says.

    Raises Refused (the archive's address is none, changed by somebody else meanwhile, no such language, no such cover
    or nothing said of what is under it, frozen or archived where readers see it), NotAllowed.
    """
    permissions.check(by, "correct_embed", *columns_showing(embed))
    if unknown := set(words) - set(WORDS):
        raise TypeError(f"not words of an embed: {sorted(unknown)}")
    archived = web_address(archive_url)
    if archive_url.strip() and not archived:
        raise Refused(_("This is not a web address that readers could open."), "archive_url")
    clean = replace(Snapshot(), **words)
    if str(words.get("language", "")).strip() and not clean.language:
        raise Refused(_("This names no language: write its code, such as “ar” or “pt-BR”."), "language")
    covered = {} if cover is None else _covered(cover, cover_note)
    with transaction.atomic():
        current = lock_embed(embed)
        if revision != current.revision:
            raise Refused(_("Somebody else, or its original, has changed this embed meanwhile. Look again."))
        said = {name: getattr(clean, name) for name in words}
        changed = {name: value for name, value in said.items() if value != getattr(current, name)}
        if changed:
            changed |= _as_corrected(current)
        if archived != current.archive_url:
            changed["archive_url"] = archived
        changed |= {name: value for name, value in covered.items() if value != getattr(current, name)}
        if not changed:
            return current
        lock_columns_of(current)
        corrected = write_embed(current, op=Change.Op.COPY, **changed, **worded(by))
        check_goes_on(*(shown := columns_showing(embed)))
        heard = hearing(embed, shown)
        record_in(
            heard, by, "correct_embed", embed, is_alert=is_noticed(embed, *heard), changed=sorted(changed)
        )
        return corrected


def _covered(kinds: Collection[str], note: str) -> dict[str, Any]:
    """A cover as the fields that keep it; without kinds there is none."""
    cover, note = list(clean_cover(kinds)), line(note, "cover_note", 300)
    if cover and not note:
        raise Refused(_("It is covered, but nothing says what is under the cover. Say it plainly."), "cover_note")
    return {"cover": cover, "cover_note": note if cover else ""}


def _as_corrected(embed: Embed) -> dict[str, Any]:
    """What else becomes of a copy that is corrected: one that nobody could fetch is then the editor's own; and a newer
    one that is on its way, or is to be tried again, is called off: it would undo the correction.
    """
    now = timezone.now()
    fields: dict[str, Any] = {"corrected_at": now}
    if not embed.has_copy:
        fields["captured_at"] = now
    if not embed.is_withdrawn and (embed.state != Embed.State.SETTLED or embed.reason):
        fields |= {"state": Embed.State.SETTLED, "reason": "", "tries": 0, "next_try_at": now}
    return fields


def withdraw_embed(*, by: Actor, embed: Embed, reason: str) -> Embed:
    """Take a copy back, its address and its picture too; readers see a stub with `reason` wherever it stood.

    So they do where the same thing was embedded by another address: a short link, say. The picture is deleted. Raises
    Refused (no reason, withdrawn before), NotAllowed.
    """
    permissions.check(by, "withdraw_embed", *columns_showing(embed))
    reason = line(reason, "reason", 300, required=True)
    withdrawn = _withdraw(by, embed, reason)
    if withdrawn is None:
        raise Refused(_("This embed is withdrawn already."))
    for twin in Embed.objects.same_as(withdrawn.url, withdrawn.canonical_url).exclude(pk=embed.pk):
        _withdraw(by, twin, reason)
    return withdrawn


def _withdraw(by: Actor, embed: Embed, reason: str) -> Embed | None:
    """The embed as it is then; None if it was withdrawn before."""
    with transaction.atomic():
        current = lock_embed(embed)
        if current.is_withdrawn:
            return None
        forget_picture(current)
        withdrawn = write_embed(current, op=Change.Op.COPY, **as_withdrawn(reason))
        is_alert = needs_confirmation(embed, timezone.now())
        record_in(columns_showing(embed), by, "withdraw_embed", embed, is_alert=is_alert)
        return withdrawn


def restore_embed(*, by: Actor, embed: Embed) -> Embed:
    """Show a withdrawn copy again, without its picture; one that there never was is asked for.

    Raises Refused (it is not withdrawn, frozen or archived where readers would see it), NotAllowed.
    """
    permissions.check(by, "restore_embed", *columns_showing(embed))
    with transaction.atomic():
        current = lock_embed(embed)
        if not current.is_withdrawn:
            raise Refused(_("Only a withdrawn embed can be restored."))
        state = Embed.State.SETTLED if current.has_copy else Embed.State.PENDING
        again = {"reason": "", "tries": 0, "next_try_at": timezone.now()}
        restored = write_embed(current, op=Change.Op.COPY, state=state, withdrawal_reason="", **again)
        call()
        check_goes_on(*(shown := columns_showing(embed)))
        record_in(shown, by, "restore_embed", embed, is_alert=needs_confirmation(embed, timezone.now()))
        return restored
