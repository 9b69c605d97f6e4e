"""What others wrote and we serve: it is what it was, and says what it is."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from tests.house.source import ROOT

SHELVES = (ROOT / "static" / "vendor", ROOT / "columns" / "images" / "fonts")
PACKAGE = re.compile(r"[a-z][\w-]*-(\d+(\.\d+)+)")


def packages() -> list[Path]:
    """Everything that is vendored."""
    return sorted(package for shelf in SHELVES for package in shelf.glob("*"))


def label(package: Path) -> str:
    """A package's VENDOR.txt: `version:` and `licence:` lines, then `sha256sum`'s, one for each file."""
    return (package / "VENDOR.txt").read_text()


def contents(package: Path) -> dict[str, str]:
    """The files of a package and their hashes; its label apart."""
    return {
        str(path.relative_to(package)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in package.rglob("*")
        if path.is_file() and path.name != "VENDOR.txt"
    }


def test_everything_vendored_is_in_a_folder_with_its_version() -> None:
    assert [package.name for package in packages() if not PACKAGE.fullmatch(package.name)] == []


def test_a_package_says_its_version_and_its_licence() -> None:
    for package in packages():
        version = re.findall(r"^version: (\S+)$", label(package), re.MULTILINE)
        assert package.name.endswith(f"-{''.join(version)}")
        assert re.search(r"^licence: \S", label(package), re.MULTILINE), package.name


def test_a_packages_files_are_the_ones_that_were_looked_at() -> None:
    for package in packages():
        named = re.findall(r"^([0-9a-f]{64})  (\S+)$", label(package), re.MULTILINE)
        assert contents(package) == {name: digest for digest, name in named}, package.name
