"""Every variable that the platform takes from its environment is documented, and fixed under test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.environment import ENVIRONMENT
from tests.house.source import ROOT, nodes


def read_variables() -> set[str]:
    """The names that `env.py` asks for, in whatever kind: `_env.str("HOST", …)`."""
    return {
        node.args[0].value
        for node in nodes(Path("liveblog/env.py"))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"_env.str", "_env.int", "_env.bool", "_env.list"}
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_variable_is_in_the_example_and_nothing_else_is() -> None:
    documented = re.findall(r"^#?([A-Z][A-Z0-9_]*)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(documented) == sorted(read_variables())


def test_every_variable_is_explained_in_the_line_above_it() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    bare = [
        line
        for above, line in zip(["", *lines], lines, strict=False)
        if re.match(r"#?[A-Z][A-Z0-9_]*=", line) and not re.match(r"# \w+", above)
    ]
    assert not bare


def test_no_variable_of_the_developers_reaches_a_test() -> None:
    assert set(ENVIRONMENT) == read_variables()
