"""Editors: each acts in a process of its own (`desk.py`), and everything it does goes into a history."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from typing import Any

from .history import Entry, History, Logged, Operation, Truth

#: Seconds for an answer. An act may have to wait for a database that comes back.
PATIENCE = 90.0


class Editor:
    """One editor, on the platform that `environment` names."""

    def __init__(self, name: str, environment: dict[str, str], history: History) -> None:
        self.name = name
        self.history = history
        self._said: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._begun: dict[str, Any] | None = None
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.desk", name], env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def ask(self, request: str, **arguments: Any) -> Any:
        """Have something done, and wait for its answer."""
        self.tell(request, **arguments)
        return self.hear()

    def tell(self, request: str, **arguments: Any) -> None:
        """Have something begun."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps([request, arguments]) + "\n")
        self.process.stdin.flush()

    def hear(self, what: str = "answer") -> Any:
        """The next thing that it says."""
        said, content = self._said.get(timeout=PATIENCE)
        assert said == what, (self.name, said, content)
        return content

    def keep_on(self, pace: float) -> None:
        """Work until `leave_off`, one act every `pace` seconds."""
        self.tell("work", pace=pace)

    def leave_off(self) -> int:
        """Stop working: how much was done."""
        self.tell("head")
        done = int(self.hear())
        self.hear()
        return done

    def truth(self) -> Truth:
        """The column as the database has it now."""
        told = self.ask("truth")
        entries = {entry: Entry(*fields) for entry, fields in told["entries"].items()}
        return Truth(told["epoch"], told["head"], tuple(Logged(*row) for row in told["log"]), entries)

    def close(self) -> None:
        """Go home. Whoever is killed in the middle of an act leaves one of which nobody knows what became."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self._listening.join(PATIENCE)

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            what, content = json.loads(line)
            if what == "begun":
                self._begun = content
            elif what == "ended":
                self._begun = None
                self._record(content)
            else:
                self._said.put((what, content))
        if self._begun:
            self._record(self._begun | {"outcome": "unknown", "ended": time.monotonic()})
        self._said.put(("gone", self.process.wait()))

    def _record(self, record: dict[str, Any]) -> None:
        self.history.operations.append(Operation(**record | {"taken": frozenset(record["taken"])}))
