"""The benches: `python -m tests.bench [NAME…] [--options]` measures all of them or those named, one after the other.

What begins with two dashes is handed on to each. Each is a process of its own, with a database that is gone
afterwards. Being slow is no failure: the exit code is 0 unless something breaks.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import takewhile

BENCHES = (
    "page_cost", "sanitise", "scale", "startup", "publish_to_page", "embeds", "embed_cost", "images", "pictures",
    "desk", "desk_together", "switch", "verbs", "commit_to_wire", "fanout",
)  # fmt: skip
SERVICES = [sys.executable, "-m", "tests.services", "--"]
#: Those that are measured on PostgreSQL and Redis as well.
ON_BOTH = {"scale", "switch"}


def main(arguments: list[str]) -> int:
    """Run them; how many broke."""
    names = list(takewhile(lambda argument: not argument.startswith("--"), arguments))
    if unknown := set(names) - set(BENCHES):
        sys.exit(f"No such bench: {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
    broken = 0
    for name in names or BENCHES:
        command = [sys.executable, "-m", f"tests.bench.{name}", *arguments[len(names) :]]
        for each in [command, [*SERVICES, *command]] if name in ON_BOTH else [command]:
            broken += bool(subprocess.run(each).returncode)
    return broken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
