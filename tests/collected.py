"""The static files as they are served: collected once, and copied to wherever a server under test looks for them.

Collecting takes three seconds of the processor, and a dozen servers of one run would each do it. What has been
collected is kept beside the virtual environment's packages, under the sizes and times of all that it was made of.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.test import override_settings

from tests.house.source import ROOT

KEPT = Path(sys.prefix) / "var" / "collected"
#: How many states of the sources are remembered: other checkouts may share the environment.
STATES = 5


def lay(folder: Path) -> None:
    """Have the collected files in `folder`, stamped as `manage.py serve` would: it need not collect them again."""
    kept = KEPT / _state()
    if not kept.exists():
        _collect(kept)
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    (folder / "RELEASE").write_text(settings.RELEASE)


def _state() -> str:
    digest = hashlib.sha256()
    sources = [storage.path(path) for finder in get_finders() for path, storage in finder.list([])]
    for path in [*sorted(sources), ROOT / "liveblog/staticfiles.py", ROOT / "requirements.txt"]:
        about = os.stat(path)
        digest.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _collect(kept: Path) -> None:
    """Several runs may do this at once: the last one's files stay, and they are the same."""
    KEPT.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="new-", dir=KEPT))
    with override_settings(STATIC_ROOT=made):
        call_command("collectstatic", interactive=False, verbosity=0)
    try:
        made.rename(kept)
    except OSError:  # another run was quicker
        shutil.rmtree(made)
    for old in sorted(KEPT.iterdir(), key=lambda folder: folder.stat().st_mtime)[:-STATES]:
        shutil.rmtree(old, ignore_errors=True)
