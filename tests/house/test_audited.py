"""Every verb that a person can use ends by recording who has used it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from columns.publishing.permissions import NEEDS, SUPERUSER
from tests.house.source import imports, python_files, tree

RECORDING = {"record", "record_in"}
#: Every few seconds while somebody types, and for the writer alone: records of it would bury all others, and tell how
#: long each person hesitated over which words. What is sent in the end is recorded.
AUTOSAVES = {"keep_writing", "drop_writing"}


def _calls(function: ast.AST) -> set[str]:
    """The names of the functions that one calls."""
    return {
        node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def _checked(function: ast.AST) -> set[str]:
    """The verbs that a function asks the table of permissions about."""
    return {
        str(node.args[1].value)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "permissions.check"
        and isinstance(node.args[1], ast.Constant)
    }  # fmt: skip


def _of_the_system() -> set[str]:
    """What nobody but a superuser may do, and what jobs and pages do by themselves."""
    used = {name.rpartition(".")[2] for path in python_files("columns/jobs", "columns/pages") for name in imports(path)}
    return {verb for verb, needed in NEEDS.items() if needed == SUPERUSER and verb in used}


def _unrecorded(path: Path) -> Iterator[str]:
    functions = {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    for name, function in functions.items():
        is_verb = not name.startswith("_") and _checked(function) & NEEDS.keys() - _of_the_system()
        if is_verb and not _reached(name, functions) & RECORDING:
            yield name


def _reached(name: str, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """What a function calls, by itself or by others of its file."""
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        called = _calls(functions[ahead.pop()])
        ahead += (called - reached) & functions.keys()
        reached |= called
    return reached


def test_every_verb_of_a_person_is_recorded() -> None:
    unrecorded = {name for path in python_files("columns/publishing") for name in _unrecorded(path)}
    assert unrecorded == AUTOSAVES


def test_what_the_system_does_by_itself_is_not_a_persons() -> None:
    assert {"settle_embed", "claim_image", "want_card"} <= _of_the_system()
    assert not _of_the_system() & {"change_site", "freeze_site", "start_lite"}
