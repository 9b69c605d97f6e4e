"""Files stay short: one that grows is split by noun or by verb."""

from __future__ import annotations

from pathlib import Path

from tests.house.source import ROOT

FOLDERS = ["columns", "liveblog", "static", "templates", "tests"]
KINDS = {".py", ".js", ".css", ".html"}
NOT_OURS = {"migrations", "vendor", "locale"}


def own_files() -> dict[Path, int]:
    """The project's own source files and how many lines each has."""
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in KINDS]
    own = [path.relative_to(ROOT) for path in paths if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return {path: len((ROOT / path).read_text().splitlines()) for path in own}


def test_no_file_is_longer_than_250_lines() -> None:
    assert [f"{path}: {lines}" for path, lines in own_files().items() if lines > 250] == []


def test_four_files_of_five_are_shorter_than_150_lines() -> None:
    lengths = own_files().values()
    assert sum(lines < 150 for lines in lengths) >= 0.8 * len(lengths)


def test_a_part_of_a_page_is_shorter_than_60_lines() -> None:
    parts = {path: lines for path, lines in own_files().items() if path.is_relative_to("templates/parts")}
    assert parts
    assert [f"{path}: {lines}" for path, lines in parts.items() if lines >= 60] == []
