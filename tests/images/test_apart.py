"""A stranger's bytes are handled by a process that dies of them if need be, and is believed in nothing."""

from __future__ import annotations

import logging
import os
import select
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from columns.images import apart
from columns.images.apart import Task
from columns.images.frames import packed
from columns.images.reasons import Reason, Unfit
from columns.images.renditions import renditions
from columns.images.thumbnail import thumbnail
from tests.images.drawn import drawn, filed, photographed

MASTER = filed(photographed(1000, 750), "JPEG")


@pytest.fixture
def naughty(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Asks a child that does what it is told; what it says comes back as it is."""
    monkeypatch.setattr(apart, "CHILD", "tests.images.naughty")

    def ask(
        name: str, body: bytes = b"", processor: int = 9, clock: float = 9, nice: int = 0
    ) -> tuple[dict[str, Any], list[bytes]]:
        return apart.apart(Task(name, processor, clock, nice), body, lambda said, files: (said, files))

    return ask


@pytest.fixture
def born(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are begun meanwhile."""
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return begun


def is_alive(number: int) -> bool:
    return Path(f"/proc/{number}").exists()


def test_a_child_knows_no_secret_holds_no_file_and_is_confined(
    naughty: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "a secret")
    with open(tmp_path / "open", "wb") as file:
        os.set_inheritable(file.fileno(), True)
        said, _ = naughty("tell", processor=7, nice=3)
    assert said["environment"] == ["LC_ALL", "MALLOC_ARENA_MAX"]
    assert said["files"] == [0, 1, 2]
    assert said["opened"] == []
    assert said["limits"]["RLIMIT_AS"] == [apart.MEMORY * 2**20] * 2
    assert said["limits"]["RLIMIT_CPU"] == [7, 8]
    assert said["limits"]["RLIMIT_CORE"] == said["limits"]["RLIMIT_FSIZE"] == [0, 0]
    assert said["nice"] == os.nice(0) + 3
    assert not said["django"]


@pytest.mark.parametrize(
    ("name", "reason", "seconds"),
    [
        ("spin", Reason.BROKEN, (1, 60)),
        ("hang", Reason.INTERRUPTED, (9, 0.5)),
        ("hog", Reason.BROKEN, (9, 60)),
        ("ramble", Reason.INTERRUPTED, (9, 60)),
        ("fail", Reason.BROKEN, (9, 60)),
        ("kill", Reason.INTERRUPTED, (9, 60)),
        ("crash", Reason.BROKEN, (9, 60)),
    ],
)
def test_whatever_becomes_of_a_child_it_is_a_reason_and_nothing_stays(
    name: str, reason: Reason, seconds: tuple[int, float], naughty: Callable[..., Any],
    born: list[subprocess.Popen[bytes]], caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    files, threads = len(os.listdir("/proc/self/fd")), threading.active_count()
    with pytest.raises(Unfit) as unfit, caplog.at_level(logging.WARNING):
        naughty(name, b"", *seconds)
    assert unfit.value.reason is reason
    assert len(caplog.messages) == 1
    assert not is_alive(born[0].pid)
    assert len(os.listdir("/proc/self/fd")) == files
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join()
    assert threading.active_count() <= threads


def test_a_child_of_a_child_holds_nobody_up_and_ends_with_it(naughty: Callable[..., Any], tmp_path: Path) -> None:
    with pytest.raises(Unfit):
        naughty("beget", bytes(tmp_path), clock=2)
    (folder,) = tmp_path.iterdir()
    with suppress(ProcessLookupError):  # it is gone, and nobody waits to be told
        ending = select.poll()
        ending.register(os.pidfd_open(int(folder.name)), select.POLLIN)
        assert ending.poll(30_000)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0\0",
        b"\xff\xff\xff\xff{}",
        packed({}, [])[:-1],
        packed({}, [b"a"]) + b"b",
        packed({}, [b"abc"])[:-1],
        b"\0\0\0\2[]",
        b"\0\0\0\4null",
        b"\0\0\0\2{}",
        b"\0\0\0\x12" + b'{"lengths":[-1,1]}',
        b"\0\0\0\x12" + b'{"lengths":[true]}a',
        b"\0\0\0\x16" + b'{"a":NaN,"lengths":[]}',
        b"\0\0\x3a\x98" + b"[" * 15_000,
        packed({"unfit": "a reason of its own"}, []),
        packed({"unfit": []}, []),
        packed({"a": "b" * 20_000}, []),
    ],
)
def test_nonsense_is_no_answer(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_answer", lambda *_: answer)
    with pytest.raises(Unfit) as unfit:
        apart.apart(Task("take", 1, 1), b"", lambda said, files: None)
    assert unfit.value.reason is Reason.BROKEN


def test_what_it_says_comes_as_it_was_said(naughty: Callable[..., Any]) -> None:
    assert naughty("babble", packed({"a": 1}, [b"x", b"", bytes(70_000)])) == ({"a": 1}, [b"x", b"", bytes(70_000)])


def test_a_child_that_is_killed_between_renditions_leaves_none_and_the_next_makes_all(
    naughty: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Unfit) as unfit:
        renditions(MASTER)
    assert unfit.value.reason is Reason.INTERRUPTED
    assert not unfit.value.reason.is_final
    monkeypatch.undo()
    assert renditions(MASTER).sizes == [(400, 300), (800, 600), (1000, 750)]


def test_no_more_than_two_are_at_work_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    working, most, guard = 0, 0, threading.Lock()
    meeting = threading.Barrier(apart.AT_ONCE)

    def answer(*_: object) -> bytes:
        nonlocal working, most
        with guard:
            working += 1
            most = max(most, working)
        meeting.wait(30)
        with guard:
            working -= 1
        return packed({}, [])

    monkeypatch.setattr(apart, "_answer", answer)
    with ThreadPoolExecutor(12) as threads:
        asked = [threads.submit(apart.apart, Task("take", 1, 1), b"", lambda said, files: None) for _ in range(12)]
    assert [each.result() for each in asked] == [None] * 12
    assert most == apart.AT_ONCE == 2


def test_several_threads_each_get_their_own() -> None:
    bodies = [filed(drawn(size=(100 + number, 50)), "PNG") for number in range(6)]
    with ThreadPoolExecutor(6) as threads:
        assert [each.width for each in threads.map(thumbnail, bodies)] == [100, 101, 102, 103, 104, 105]


def test_where_no_process_can_be_begun_the_picture_is_not_to_blame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "/nowhere")
    with pytest.raises(Unfit) as unfit:
        thumbnail(b"")
    assert unfit.value.reason is Reason.INTERRUPTED
