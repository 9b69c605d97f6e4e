"""Four eyes: where a column asks for them, nobody publishes a text of which they wrote anything that can be seen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from columns.markup.plain import as_seen
from columns.models import Column, Entry

from .errors import Refused
from .permissions import Actor, person


def check_four_eyes(by: Actor, column: Column, entry: Entry, *, is_new_text: bool) -> None:
    """Raise Refused if `by` is one of those who wrote the text that is about to be published. The system passes.

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
        raise Refused(
            _("You wrote in this text, and in this column a second person publishes it: one who wrote nothing of it.")
        )


def _writers(entry: Entry) -> set[int | None]:
    """Who changed what can be seen in a text, in any of its revisions, and who saved it last.

    Who saved a blanked one may have changed anything. What is in no revision (names, times, tags) is only the last
    one's for certain.
    """
    writers: set[int | None] = set()
    before = None
    for revision in entry.revisions.order_by("number"):
        seen = (as_seen(revision.headline), as_seen(revision.body))
        if seen != before or revision.blanked_at or revision.number == entry.revision:
            writers.add(revision.by_id)
        before = seen
    return writers
