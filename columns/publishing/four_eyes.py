"""Four eyes: where a column asks for them, nobody publishes a text that they were the last to write."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from columns.models import Column, Entry

from .errors import Refused
from .permissions import Actor, person


def check_four_eyes(by: Actor, column: Column, entry: Entry, *, is_new_text: bool) -> None:
    """Raise Refused if `by` alone has seen the text that is about to be published. The system passes.

    Typing and publishing in one act is refused as well. Whoever has once saved the same words is their writer, though
    somebody else has saved them again since.
    """
    who = person(by)
    if who is None or not column.four_eyes:
        return
    if is_new_text or _has_written(who.pk, entry):
        raise Refused(
            _("In this column a second person publishes what one has written. Submit it for approval instead.")
        )


def _has_written(person_id: int, entry: Entry) -> bool:
    as_it_stands = Q(number=entry.revision) | Q(headline=entry.headline, body=entry.body)
    return entry.revisions.filter(as_it_stands, by=person_id).exists()
