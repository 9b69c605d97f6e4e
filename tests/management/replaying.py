"""What the tests of the replay share: how a file is made of items, and how it is replayed."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from columns.models import Entry

DATE = "2015-10-07T21:30:00Z"

WriteFile = Callable[[Any], Path]


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    """Writes items (or any text) into a file."""

    def write(told: Any) -> Path:
        path = tmp_path / "replay.json"
        path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
        return path

    return write


def item(text: str = "Some words.", date: str = DATE, source: str = "The Agency") -> dict[str, str]:
    return {"source": source, "date": date, "text": text}


def replay(path: Path, column: str = "putin-in-syria", speed: str = "0") -> str:
    """Everything that the command says."""
    said = StringIO()
    call_command("replay", str(path), "--column", column, "--speed", speed, stdout=said)
    return said.getvalue()


def entries() -> list[Entry]:
    return list(Entry.objects.order_by("first_seq"))
