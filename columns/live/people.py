"""People: who is on the desk of a post, as each of them says himself. Stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Seconds between two words of everyone who is there, and those after which somebody silent is forgotten.
AGAIN, SILENT = 20.0, 45.0


@dataclass(frozen=True)
class Present:
    """One connection: whose, and which entry is being edited there (`new`: one that is not yet any)."""

    key: str
    name: str
    entry: str | None


class People:
    """Those of whom was heard, by connection."""

    def __init__(self) -> None:
        self._heard: dict[str, tuple[float, Present]] = {}

    def hear(self, connection: str, present: Present, now: float) -> None:
        """Somebody is there, or is at another entry now."""
        self._heard[connection] = (now, present)

    def gone(self, connection: str) -> None:
        """Somebody has left."""
        self._heard.pop(connection, None)

    def forget_silent(self, now: float) -> None:
        """Forget whoever was not heard for too long: his process may have been killed."""
        self._heard = {name: heard for name, heard in self._heard.items() if now - heard[0] < SILENT}

    def told(self) -> list[dict[str, Any]]:
        """All of them as the page is told, by name; one who is there twice with the same entry, once."""
        people = {present for _at, present in self._heard.values()}
        in_order = sorted(people, key=lambda present: (present.name, present.key, present.entry or ""))
        return [{"key": each.key, "name": each.name, "entry": each.entry} for each in in_order]
