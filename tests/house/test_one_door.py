"""One door: what a reader can see changes only through a verb, and the log only through `append`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import imports, nodes, python_files, says

VERBS, SPINE, LOG = "columns/publishing/", "columns/changes/", "columns/changes/log.py"
#: Writes no word that a reader sees: the verbs call it.
RECORD = "columns/audit/record.py"
#: Write to the database whatever they are called on.
ALWAYS = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
ALWAYS |= {f"a{name}" for name in ALWAYS}
#: Write to the database, unless a positional argument shows a dictionary, a hash, a cache or an image.
BARE = {"save", "update", "delete", "asave", "aupdate", "adelete"}
#: Write to the database where the statement does.
SQL = {"execute", "executemany"}
#: What only the log may set.
NUMBERS = {"head_seq", "epoch", "seq", "first_seq"}


def writes(path: Path) -> Iterator[ast.Call]:
    """The calls in a file that write to the database."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in ALWAYS or (name in BARE and not node.args) or (name in SQL and _is_writing(node)):
                yield node


def _is_writing(call: ast.Call) -> bool:
    sql = ast.unparse(call.args[0]).lstrip("frb\"'( ").upper() if call.args else ""
    return sql.startswith(("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE"))


def within(path: Path, *places: str) -> bool:
    """Whether a file is one of `places` or in one of them."""
    return str(path).startswith(places)


def test_only_verbs_and_the_log_write() -> None:
    wrong = [
        says(path, call)
        for path in python_files("columns", "liveblog")
        if not within(path, VERBS, SPINE, RECORD)
        for call in writes(path)
    ]
    assert not wrong


def test_only_the_log_writes_changes_and_their_numbers() -> None:
    wrong = [
        says(path, node)
        for path in python_files("columns", "liveblog")
        if not within(path, LOG)
        for node in nodes(path)
        if _makes_a_change(node) or _sets_a_number(node)
    ]
    assert not wrong


def _makes_a_change(node: ast.AST) -> bool:
    made = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
    return made == "Change" or (made.startswith("Change.objects.") and made.split(".")[-1] in ALWAYS | BARE)


def _sets_a_number(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(
            isinstance(target, ast.Attribute) and target.attr in NUMBERS and ast.unparse(target.value) != "self"
            for target in targets
        )
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        names = {keyword.arg for keyword in node.keywords}
        return called in ALWAYS | BARE | {"Entry", "Column"} and bool(names & NUMBERS)
    return False


def test_only_verbs_append_to_the_log() -> None:
    wrong = [
        f"{path} imports {name}"
        for path in python_files("columns", "liveblog")
        if not within(path, VERBS, SPINE)
        for name in imports(path)
        if name in {"columns.changes.log", "columns.changes.log.append", "columns.changes.append"}
    ]
    assert not wrong
