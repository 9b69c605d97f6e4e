"""The scripts that the desk names ahead are those that it loads."""

from __future__ import annotations

import re
from pathlib import Path

from columns.desk.modules import paths
from columns.editing.editor import EmbeddingBodyWidget
from tests.house.source import ROOT

IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
STATIC = ROOT / "static"


def test_every_module_that_the_page_reaches_is_named_ahead_and_no_other() -> None:
    ahead = [STATIC / "js/desk.js", *(STATIC / f"js/desk/{name}.js" for name in EmbeddingBodyWidget().modules())]
    reached: set[Path] = set()
    while ahead:
        module = ahead.pop()
        if module not in reached:
            reached.add(module)
            ahead += [(module.parent / found).resolve() for found in IMPORT.findall(module.read_text())]
    named = {str(path.relative_to(STATIC)) for path in reached} - {"js/desk.js"}
    assert {path for path in named if path.startswith("js/desk/")} == set(paths())
