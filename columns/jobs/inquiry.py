"""Inquiry: all that other sites are asked about one embed, within one budget of time."""

from __future__ import annotations

import hashlib
from collections.abc import Set
from dataclasses import replace

from columns.embeds import registry
from columns.embeds.provider import Answer, Match, Snapshot
from columns.embeds.providers import media, pdf
from columns.embeds.snapshot import landed, snapshot_of
from columns.images.reasons import Unfit
from columns.images.thumbnail import Thumbnail, thumbnail
from columns.outside.deadline import Deadline
from columns.outside.fetch import PATIENCE, Fetched, fetch
from columns.outside.kinds import Kind
from columns.outside.permitted import permitted
from columns.outside.reasons import Reason, Refused

#: Seconds for everything about one embed together. A claim lasts several times as long.
BUDGET = 3 * PATIENCE
#: Providers whose things are files: there is nothing to read in them but what the server says of them.
FILES = (media.NAME, pdf.NAME)
#: What some servers call every file.
SOME_FILE = ("application/octet-stream", "binary/octet-stream")


class Inquiry:
    """Begins with an address; every answer and every refusal is kept, and the first of both is the weightiest."""

    def __init__(self, url: str) -> None:
        self.match: Match = registry.match(url)
        self.answers: list[Answer] = []
        self.refusals: list[Refused] = []
        self.file: Fetched | None = None
        self._until = Deadline(BUDGET)
        self._read: list[bytes] = []

    def ask(self) -> None:
        """Read what is to be read; then, if a short link led on to a thing that is known, what is said of that."""
        self._ask_each()
        there = landed(self.match, self.answers)
        if there != self.match and there.provider not in FILES:
            on_the_way, self.answers = self.answers, []
            self.match = there
            self._ask_each(but={answer.url for answer in on_the_way})
            self.answers += on_the_way

    def ask_for_file(self) -> None:
        """See whether a file is there, and what its server says of it. It is not read."""
        try:
            self.file = self._fetch(self.match.url, Kind.MEDIA)
        except Refused as refusal:
            self.refusals.append(refusal)

    def _ask_each(self, but: Set[str] = frozenset()) -> None:
        for url in self.match.ask:
            if url in but:
                continue
            try:
                found = self._fetch(url, Kind.TEXT)
            except Refused as refusal:
                self.refusals.append(refusal)
            else:
                self._read.append(found.body)
                self.answers.append(Answer(found.url, found.content_type, found.text))

    def _fetch(self, url: str, kind: Kind) -> Fetched:
        return fetch(url, kind, deadline=min(PATIENCE, self._until.left()))

    def snapshot(self) -> Snapshot:
        """What they say, put together."""
        said = snapshot_of(self.match, self.answers)
        said = replace(said, media_url=_open_to_all(said.media_url))
        if self.file and self.match.provider == media.NAME:
            typed = replace(said, media_type=self.file.content_type, media_length=self.file.length)
            return typed if typed.media_type else replace(typed, media_type=said.media_type)
        return said

    def picture(self, url: str) -> Thumbnail | None:
        """A thumbnail of the picture at an address; None if there is none, or none that is fit to be shown."""
        if not url:
            return None
        try:
            found = self._fetch(url, Kind.PICTURE)
            made = thumbnail(found.body)
        except (Refused, Unfit):
            return None
        self._read.append(found.body)
        return made

    @property
    def sha256(self) -> str:
        """Of all that was read, one after the other, the picture last; empty if there was nothing to read."""
        return hashlib.sha256(b"".join(self._read)).hexdigest() if self._read else ""

    def why_not(self) -> Reason | None:
        """The most telling of the refusals: that it is gone, then what may pass, then the first. None without one."""
        reasons = [refusal.reason for refusal in self.refusals]
        if Reason.GONE in reasons:
            return Reason.GONE
        return next((reason for reason in reasons if not reason.is_final), next(iter(reasons), None))


def _open_to_all(url: str) -> str:
    """The address of a file that a page names, as we should ask for it; empty if we would not.

    We do not, but readers' browsers and podcast programs will: not a stranger's word leads them into their own network.
    Its host goes into the policy of the page that plays it.
    """
    try:
        return permitted(url) if url else ""
    except Refused:
        return ""
