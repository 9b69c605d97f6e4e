"""Cursor: up to where a page of the desk has heard: the column's log, and its desk's own counter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from columns.models import Column

_FORM = re.compile(r"([0-9a-f-]{36}):(\d{1,18}):(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Cursor:
    """Written `<epoch>:<seq>:<desk_seq>`."""

    epoch: str
    seq: int
    desk_seq: int

    def __str__(self) -> str:
        return f"{self.epoch}:{self.seq}:{self.desk_seq}"

    @classmethod
    def of(cls, column: Column) -> Cursor:
        """Where a column stands."""
        return cls(str(column.epoch), column.head_seq, column.desk_seq)

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """The cursor that `text` names, or None when it names none."""
        match = _FORM.fullmatch(text)
        return cls(match[1], int(match[2]), int(match[3])) if match else None

    def leads_to(self, other: Cursor, most: int) -> bool:
        """Whether what moved from here to there can be told one by one."""
        return (
            self.epoch == other.epoch
            and 0 <= other.seq - self.seq <= most
            and other.desk_seq - self.desk_seq >= 0
        )
