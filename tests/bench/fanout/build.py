"""The programs in C, compiled into the virtual environment when they are missing or older than their sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PLACE = Path(sys.prefix) / "fanout"
SOURCES = {"readers": ("readers.c", "crowd.c", "reader.c", "wire.c", "tally.c"), "floor": ("floor.c",)}
COMPILER = ["cc", "-std=c11", "-D_GNU_SOURCE", "-O2", "-Wall", "-Wextra", "-Wconversion"]


def built(name: str) -> str:
    """The path of a program that is up to date. Raises CalledProcessError where it cannot be compiled."""
    program = PLACE / name
    newest = max(path.stat().st_mtime for path in HERE.glob("*.[ch]"))
    if not program.exists() or program.stat().st_mtime < newest:
        PLACE.mkdir(exist_ok=True)
        subprocess.run([*COMPILER, "-o", program, *SOURCES[name]], cwd=HERE, check=True)
    return str(program)
