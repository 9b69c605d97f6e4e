"""What a record tells of an entry: how an act has left it, in numbers and a digest, without a word of it."""

from __future__ import annotations

import hashlib
from typing import Any

from columns.models import Entry


def digest(salt: str, headline: str, body: str) -> str:
    """The digest of a text: half a SHA-256.

    The salt lies beside the text and goes with it. Without it the digest, which stays in the log, tells nothing even
    to somebody who guesses what the text was.
    """
    return hashlib.sha256("\0".join((salt, headline, body)).encode()).hexdigest()[:32]  # no text holds a NUL


def told_of(entry: Entry) -> dict[str, Any]:
    """Its revision, its state and the digest of its text, as the verb that records has them at hand."""
    return {
        "revision": entry.revision, "state": str(entry.state),
        "text": digest(entry.salt, entry.headline, entry.body),
    }
