"""Four eyes: where a column asks for them, nobody publishes a text that they were the last to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from columns.markup.plain import as_seen
from columns.models import Column, Entry

from .errors import Refused
from .permissions import Actor, person


def check_four_eyes(by: Actor, column: Column, entry: Entry, *, is_new_text: bool) -> None:
    """Raise Refused if `by` alone has seen the text that is about to be published. The system passes.

    Typing and publishing in one act is refused as well.
    """
    who = person(by)
    if who is None or not column.four_eyes:
        return
    if is_new_text:
        raise Refused(
            _("In this column a second person publishes what one has written. Submit it for approval instead.")
        )
    if who.pk in _writers(entry):
        raise Refused(_("You wrote what this text says now, and in this column a second person publishes it."))


def _writers(entry: Entry) -> set[int | None]:
    """Who made the text what can be seen of it now, and who saved it last.

    Whoever changes a word of a colleague's text has seen the rest of it; letters that nobody sees are no change. Who
    saved a text that was blanked since may have changed anything. What is in no revision (names, times, tags) is the
    last one's for certain.
    """
    maker = last = before = None
    saved: dict[int | None, datetime] = {}
    for revision in entry.revisions.order_by("number"):
        seen = (as_seen(revision.headline), as_seen(revision.body))
        if seen != before or revision.blanked_at:
            maker = revision.by_id
        before, last = seen, revision.by_id
        saved[last] = revision.at
    return {maker, last, *_describers(entry, saved)}


def _describers(entry: Entry, saved: Mapping[int | None, datetime]) -> Iterator[int]:
    """Who has the last word on a picture or an embed in it, as long as nobody else has `saved` the text after that."""
    for held in (entry.images, entry.embeds):
        for by, at in held.exclude(worded_by=None).values_list("worded_by", "worded_at"):
            if not any(other != by and at and when >= at for other, when in saved.items()):
                yield by
