"""A program in a process of its own that is told what to do, and answers, in lines."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from .processes import OTHER_CORES, pin

#: Seconds that an answer may take.
PATIENCE = 120.0


class Program:
    """Answers begin with a word that says what they are; a line that begins with `error` raises RuntimeError."""

    def __init__(
        self, command: Sequence[str], *, core: set[int] = OTHER_CORES, env: dict[str, str] | None = None, log: str = ""
    ) -> None:
        with Path(log or os.devnull).open("ab") as errors:
            self._process = subprocess.Popen(
                command, env={**os.environ, **(env or {})}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=errors if log else None, preexec_fn=lambda: pin(core),
            )
        self._name = " ".join(command)
        self._heard = b""

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The same, as a parent sees it."""
        return self._process

    def say(self, line: str) -> None:
        """Tell it something."""
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def hear(self, word: str, patience: float = PATIENCE) -> str:
        """The next line that begins with a word, without it; other lines are passed over.

        Raises TimeoutError, and RuntimeError when the program has ended.
        """
        deadline = time.monotonic() + patience
        while True:
            line, ended, rest = self._heard.partition(b"\n")
            if not ended:
                self._listen(deadline, word)
                continue
            self._heard = rest
            text = line.decode()
            if text.startswith("error"):
                raise RuntimeError(text)
            if text.startswith(word):
                return text.removeprefix(word).strip()

    def ask(self, line: str, word: str = "") -> str:
        """Tell it something and hear the answer, which begins with the same word if none is named."""
        self.say(line)
        return self.hear(word or line.split()[0])

    def _listen(self, deadline: float, word: str) -> None:
        assert self._process.stdout
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
            raise TimeoutError(f"{self._name} does not say {word!r}")
        said = os.read(self._process.stdout.fileno(), 65536)
        if not said:
            raise RuntimeError(f"{self._name} ended while it was to say {word!r}")
        self._heard += said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Ask it to end; it may have done so."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._process.communicate()
