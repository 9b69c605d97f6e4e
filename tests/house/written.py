"""Written: the matrix of docs/roles.md, as the tests read it; and its table of acts, as it has to be."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from columns.publishing.permissions import NEEDS, RIGHTS
from tests.house.source import ROOT

PAGE = ROOT / "docs" / "roles.md"
ACTS = "| least role | may |"
ADDRESSES = "| address | GET | POST | from another column |"
OTHER_METHODS = "| method | address | least role | from another column |"
SOCKETS = "| stream or socket | for |"
#: Everybody, from the one who may do least.
RANKS = ("anyone", "staff", "reporter", "editor", "chief", "superuser", "nobody")


@dataclass(frozen=True)
class Row:
    """An address; the least role by method, where something is said of it; and what happens from another column."""

    address: str
    least: dict[str, str]
    elsewhere: str


def acts() -> dict[str, set[str]]:
    """What the page says that each role may, beyond the one before it."""
    return {role: set(re.findall(r"`(\w+)`", may)) for role, may in _cells(ACTS)}


def acts_in_code() -> dict[str, set[str]]:
    """What the table of permissions says."""
    told = NEEDS | RIGHTS
    return {role: {act for act, least in told.items() if least == role} for role in acts()}


def addresses() -> Iterator[Row]:
    """The rows of addresses, each address by itself."""
    for address, get, post, elsewhere in _cells(ADDRESSES):
        yield from _rows(address, {"GET": get, "POST": post}, elsewhere)
    for method, address, least, elsewhere in _cells(OTHER_METHODS):
        yield from _rows(address, {method: least}, elsewhere)


def _rows(address: str, told: dict[str, str], elsewhere: str) -> Iterator[Row]:
    least = {method: role for method, role in told.items() if role != "–"}
    assert set(least.values()) <= set(RANKS), address
    yield from (Row(each, least, elsewhere.strip("–")) for each in _alternatives(address.strip("`")))


def sockets() -> dict[str, str]:
    """The least role at each of the streams and sockets."""
    return {address.strip("`"): least for address, least in _cells(SOCKETS)}


def _cells(head: str) -> Iterator[list[str]]:
    lines = PAGE.read_text().partition(f"{head}\n")[2].splitlines()[1:]
    for line in itertools.takewhile(lambda line: line.startswith("|"), lines):
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _alternatives(address: str) -> list[str]:
    """`a/{b,c}/` is two addresses."""
    before, brace, rest = address.partition("{")
    if not brace:
        return [address]
    among, _, after = rest.partition("}")
    return [f"{before}{each}{more}" for each in among.split(",") for more in _alternatives(after)]


def filled(address: str, things: Mapping[str, object]) -> str:
    """An address with keys in the place of its names in angles; 1 for what is not among `things`."""
    return re.sub(r"<(\w+)>", lambda name: str(things.get(name[1], 1)), f"/{address}")


def rewrite_acts() -> None:
    """Write the table of acts into the page, as the code has it: for `manage.py shell`, after a verb has come."""
    rows = [
        f"| {role} | {', '.join(f'`{act}`' for act in (NEEDS | RIGHTS) if act in may)} |"
        for role, may in acts_in_code().items()
    ]
    page = PAGE.read_text()
    before, head, rest = page.partition(f"{ACTS}\n|---|---|\n")
    after = rest[rest.index("\n\n"):]
    PAGE.write_text(before + head + "\n".join(rows) + after)

