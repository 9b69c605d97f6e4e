"""The child: a process that lives for one picture. `python -m columns.images.child SECONDS MEGABYTES NICE`.

It takes a task from its standard input and gives back what came of it; nothing else goes in or out. It confines itself
before it reads a byte; from then on it can open nothing, so all that Pillow imports on its way is imported before.
"""

from __future__ import annotations

import os
import resource
import sys

from PIL import Image, ImageCms, ImageOps, MpoImagePlugin, TiffImagePlugin

from .frames import packed, unpacked
from .making import TASKS
from .reasons import Unfit

#: What Pillow imports when it meets a turn, a profile or several pictures in one file.
IMPORTED = (ImageCms, ImageOps, MpoImagePlugin, TiffImagePlugin)


def main(seconds: int, megabytes: int, nice: int) -> None:
    """Do the one task."""
    os.nice(nice)
    Image.preinit()  # as it would before it writes its first file
    _confine(seconds, megabytes)
    task, files = unpacked(sys.stdin.buffer.read())
    try:
        header, made = TASKS[task.pop("task")](*files, **task)
    except Unfit as unfit:
        header, made = {"unfit": unfit.reason.value}, []
    sys.stdout.buffer.write(packed(header, made))


def _confine(seconds: int, megabytes: int) -> None:
    """No more of the processor and of memory, no file and no connection of its own, and no image of its memory when it
    dies.
    """
    limits = {
        resource.RLIMIT_AS: megabytes * 1024 * 1024,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, limit in limits.items():
        resource.setrlimit(what, (limit, limit + 1 if what == resource.RLIMIT_CPU else limit))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
