"""What a verb says when it cannot do what it was asked. Nothing has been written then, and no text is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .texts import EntryText, PostText


class Refused(Exception):
    """The act is not possible; `message` says why and how to mend it, `field` where (empty: the whole)."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(Refused):
    """The act is possible, but not for this person."""


class AlreadySent(Refused):
    """A form's id came before, with something else: nothing is done, and the form needs a new id."""


class StaleEdit(Refused):
    """Somebody saved another text in the meantime: both are here, and so is the revision to build on."""

    def __init__(self, mine: EntryText | PostText, theirs: EntryText | PostText, revision: int) -> None:
        super().__init__(
            _("Somebody else has saved this since you opened it. Both texts are shown: merge them and save again.")
        )
        self.mine = mine
        self.theirs = theirs
        self.revision = revision
