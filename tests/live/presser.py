"""A program that presses the emergency switches in a process of its own: `python -m tests.live.presser`.

It reads a verb and a key on each line, and answers with the time at which that was committed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

import django


def main() -> None:
    """Press what is asked for, until nobody asks any more."""
    from columns.models import Column, Entry
    from columns.publishing import columns, freezing, lite, withdrawals

    print(time.time(), flush=True)
    for line in sys.stdin:
        verb, key = line.split()
        match verb:
            case "start_lite" | "end_lite":
                getattr(lite, verb)(by=None)
            case "freeze_column" | "unfreeze_column":
                getattr(freezing, verb)(by=None, column=Column.objects.get(pk=key))
            case "hide_column":
                columns.hide_column(by=None, column=Column.objects.get(pk=key))
            case "withdraw_entry":
                withdrawals.withdraw_entry(by=None, entry=Entry.objects.get(pk=key), reason="Endangers somebody")
            case _:
                raise ValueError(line)
        print(time.time(), flush=True)


class Presser:
    """The program, for the time of a `with`, on the platform of an environment."""

    def __init__(self, **environment: str) -> None:
        told = {**os.environ, "DJANGO_SETTINGS_MODULE": "liveblog.settings", **environment}
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.live.presser"], env=told, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._heard()

    def press(self, verb: str, key: object = "-") -> float:
        """Use a verb there: when that was committed, in seconds since 1970."""
        assert self._program.stdin
        self._program.stdin.write(f"{verb} {key}\n")
        self._program.stdin.flush()
        return self._heard()

    def _heard(self) -> float:
        assert self._program.stdout
        return float(self._program.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """It ends when nothing more can come."""
        self._program.communicate()


if __name__ == "__main__":
    django.setup()
    main()
