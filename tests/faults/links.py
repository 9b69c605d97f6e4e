"""Links: a network namespace of readers, joined to this machine by one cable. It needs root and Linux's `ip`."""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import os
import shutil
import subprocess
from collections.abc import Iterator

CLONE_NEWNET = 0x40000000
_numbers = itertools.count(1)


class Link:
    """`host` is this machine's address for those who have moved in; the cable can be cut and mended.

    With `bad`, what the kernel's own network emulation does is done to it, such as `loss 20% delay 800ms`.
    """

    def __init__(self, bad: str = "") -> None:
        number = f"{os.getpid() % 100_000}-{next(_numbers)}"
        self.host = f"10.203.{os.getpid() % 250}.1"
        self._space = f"lb-{number}"
        self._cable = f"lbc{number}"
        _ip("netns", "add", self._space)
        with contextlib.ExitStack() as undo:
            undo.callback(self.close)
            _ip("link", "add", self._cable, "type", "veth", "peer", "name", "lb", "netns", self._space)
            _ip("addr", "add", f"{self.host}/24", "dev", self._cable)
            self._inside("addr", "add", f"{self.host[:-1]}2/24", "dev", "lb")
            self._inside("link", "set", "lb", "up")
            self.mend()
            if bad:
                subprocess.run(["tc", "qdisc", "add", "dev", self._cable, "root", "netem", *bad.split()],
                               check=True, capture_output=True)  # fmt: skip
            undo.pop_all()

    def cut(self) -> None:
        """Pull the cable."""
        _ip("link", "set", self._cable, "down")

    def mend(self) -> None:
        """Put it in again."""
        _ip("link", "set", self._cable, "up")

    def move_in(self) -> None:
        """The calling thread, and it alone, is on the other side from now on."""
        with open(f"/run/netns/{self._space}") as space:
            if ctypes.CDLL(None, use_errno=True).setns(space.fileno(), CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "setns")

    def close(self) -> None:
        """Take it away."""
        _ip("netns", "del", self._space)

    def _inside(self, *words: str) -> None:
        _ip("netns", "exec", self._space, "ip", *words)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextlib.contextmanager
def linked(bad: str = "") -> Iterator[Link]:
    """A link for the time of a `with`."""
    link = Link(bad)
    try:
        yield link
    finally:
        link.close()


def can_link(bad: str = "") -> bool:
    """Whether this machine permits it."""
    if os.geteuid() or not shutil.which("ip") or not shutil.which("tc"):
        return False
    with contextlib.suppress(subprocess.CalledProcessError), linked(bad):
        return True
    return False
