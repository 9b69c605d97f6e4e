"""Apart: what is done with a stranger's bytes is done in a process of its own, which dies of it if need be.

The child knows nothing of ours: no secret, no open file, no database. It has a few seconds and so much memory. What it
says is believed only as far as it can be checked, since whoever wrote the bytes may be speaking by now.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from .frames import packed, unpacked
from .reasons import Reason, Unfit

logger = logging.getLogger(__name__)

CHILD = "columns.images.child"
#: Megabytes that a child may ask for. The largest picture that is taken needs 370, one of 12 million pixels half of it.
MEMORY = 600
#: Bytes of an answer.
ANSWER_CAP = 64 * 1024 * 1024
_GULP = 1024 * 1024
#: So many children at once, in this process: a large picture takes some 300 MB.
AT_ONCE = 2
_turns = threading.BoundedSemaphore(AT_ONCE)

_ROOT = Path(__file__).resolve().parents[2]
#: All of its environment. Without this, each thread of a codec would reserve memory of its own.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2", "LC_ALL": "C.UTF-8"}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task:
    """What a child is asked for (making.TASKS), its seconds of the processor, and those of the clock."""

    name: str
    processor: int
    clock: float
    #: How far it stands back for others (0 to 19): nobody waits for this one.
    nice: int = 0


def apart(task: Task, body: bytes, read: Callable[[dict[str, Any], list[bytes]], T], **more: object) -> T:
    """What a child made of `body`, as `read` finds it in the answer. Raises Unfit, and nothing else.

    `read` raises ValueError, LookupError or TypeError on what is no answer.
    """
    with _turns:
        answer = _answer(task, packed({"task": task.name, **more}, [body]))
    try:
        header, files = unpacked(answer)
        if "unfit" in header:
            raise Unfit(Reason(header["unfit"]))
        return read(header, files)
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        raise Unfit(Reason.BROKEN) from error


def _answer(task: Task, asked: bytes) -> bytes:
    """All that a child says, from its birth to its death."""
    command = [sys.executable, "-s", "-E", "-m", CHILD, *map(str, (task.processor, MEMORY, task.nice))]
    try:
        child = subprocess.Popen(  # noqa: S603 - nothing in it is a stranger's
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            cwd=_ROOT, env=_ENVIRONMENT, start_new_session=True,
        )  # fmt: skip
    except OSError as error:  # no memory or no process left to begin one
        raise Unfit(Reason.INTERRUPTED) from error
    with child:
        end = threading.Timer(task.clock, _end, [child])
        end.start()
        try:
            answer = _told(child, asked, time.monotonic() + task.clock)
        finally:
            _end(child)
            end.cancel()
    _check_end(child.returncode)
    return answer


def _told(child: subprocess.Popen[bytes], asked: bytes, until: float) -> bytes:
    """Ask, and listen until it has ended. One that says too much, or for too long, has said nothing."""
    assert child.stdin is not None  # noqa: S101 - for the type checker
    assert child.stdout is not None  # noqa: S101 - the same
    _hand(child.stdin, asked)
    ear, answer = select.poll(), bytearray()
    ear.register(child.stdout)
    # Not until the pipe is closed: a child of the child may hold it open when that is long dead.
    while len(answer) <= ANSWER_CAP and ear.poll(max(0, 1000 * (until - time.monotonic()))):
        if not (more := os.read(child.stdout.fileno(), _GULP)):
            child.wait()
            return bytes(answer)
        answer += more
    return b""


def _hand(pipe: IO[bytes], asked: bytes) -> None:
    with suppress(BrokenPipeError), pipe:  # it may die before it has read all, and has its reasons
        pipe.write(asked)


def _end(child: subprocess.Popen[bytes]) -> None:
    """The end of it and of whatever it has begun."""
    if child.returncode is None:  # otherwise its number may be another's by now
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _check_end(code: int) -> None:
    if code == 0:
        return
    # By us, since it took too long on a busy machine, or by the kernel, since that has no memory left: the picture need
    # not be at fault. All other ends are its own.
    was_killed = code == -signal.SIGKILL
    logger.warning("A process for a picture ended with %s", signal.Signals(-code).name if code < 0 else code)
    raise Unfit(Reason.INTERRUPTED if was_killed else Reason.BROKEN)
