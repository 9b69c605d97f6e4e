"""Once: what several ask for at the same moment, worked out by one of them for all."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Once(Generic[Answer]):
    """The last answers of this process by what was asked. Each question says all that its answer depends on."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Future[Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """The answer; whoever asks while it is being worked out waits for it. What `work_out` raises is not kept."""
        with self._lock:
            known = self._answers.get(question)
            if known is None:
                mine = self._answers[question] = Future()
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        if known is not None:
            return known.result()
        try:
            mine.set_result(work_out())
        except BaseException as error:
            with self._lock:
                self._answers.pop(question, None)
            mine.set_exception(error)
            raise
        return mine.result()
