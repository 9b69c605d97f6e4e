"""A child that does what the bytes want: `apart.CHILD` of a test. It is confined as every child is."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from columns.images import child, making
from columns.images.frames import packed
from columns.images.geometry import sizes_of

#: Ways to whatever else there is.
BEGINNINGS: dict[str, Callable[[], object]] = {
    "file": lambda: os.open("/etc/passwd", os.O_RDONLY),
    "folder": lambda: os.listdir("/proc/self/fd"),
    "socket": socket.socket,
    "pipe": os.pipe,
}


def is_open(number: int) -> bool:
    with suppress(OSError):
        os.fstat(number)
        return True
    return False


def begins(begin: Callable[[], object]) -> bool:
    with suppress(OSError):
        begin()
        return True
    return False


def tell(body: bytes) -> making.Answer:
    """What a child knows and may."""
    limits = {name: resource.getrlimit(getattr(resource, name)) for name in dir(resource) if name.startswith("RLIMIT_")}
    told = {
        "environment": sorted(os.environ),
        "files": [number for number in range(1024) if is_open(number)],
        "opened": [name for name, begin in BEGINNINGS.items() if begins(begin)],
        "limits": {name: list(limit) for name, limit in limits.items()},
        "nice": os.nice(0),
        "django": "django" in sys.modules,
    }
    return told, []


def spin(body: bytes) -> making.Answer:
    """For ever."""
    while True:
        pass


def hang(body: bytes) -> making.Answer:
    """For ever too, and without any effort."""
    threading.Event().wait()
    raise AssertionError


def hog(body: bytes) -> making.Answer:
    """All the memory there is."""
    had = []
    while True:
        had.append(b"\1" * 2**20)


def ramble(body: bytes) -> making.Answer:
    """To no end."""
    while True:
        os.write(1, bytes(2**20))


def babble(body: bytes) -> making.Answer:
    """These very bytes, as if they were an answer."""
    os.write(1, body)
    os._exit(0)


def fail(body: bytes) -> making.Answer:
    """As no decoder does."""
    raise ZeroDivisionError


def kill(body: bytes) -> making.Answer:
    """As the kernel does that has no memory left; whatever was said before."""
    os.write(1, packed({}, []))
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def crash(body: bytes) -> making.Answer:
    """As a codec with a hole in it."""
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def beget(folder: bytes) -> making.Answer:
    """A process that outlives this one, and holds the pipe open until somebody ends it. Its number names a folder."""
    if not os.fork():
        os.mkdir(os.path.join(folder, b"%d" % os.getpid()))
        threading.Event().wait()
    os._exit(0)


def killed_between(master: bytes, crop: list[int] | None) -> making.Answer:
    """Renditions, as far as the third size."""
    answer, files = making.render(master, crop)
    sizes = sizes_of((answer["width"], answer["height"]))
    os.write(1, packed(answer, files)[: -len(files[-1]) * (len(sizes) - 2)])
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


if __name__ == "__main__":
    making.TASKS |= {each.__name__: each for each in (tell, spin, hang, hog, ramble, babble, fail, kill, crash, beget)}
    making.TASKS["render"] = killed_between
    child.main(*map(int, sys.argv[1:]))
