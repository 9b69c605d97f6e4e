"""Figures: what a bench has measured, each beside the number to reach."""

from __future__ import annotations

import sys


def title(text: str) -> None:
    """What the figures below it are about."""
    print(f"\n{text}")
    sys.stdout.flush()


def figure(what: str, value: float, limit: float, unit: str = "") -> None:
    """One line of the table, of a number that is to be small. It says whether it is and judges no further."""
    _line(what, value, f"≤ {_number(limit):<7} {'OK' if value <= limit else 'OVER'}", unit)


def at_least(what: str, value: float, limit: float, unit: str = "") -> None:
    """The same, of a number that is to be large."""
    _line(what, value, f"≥ {_number(limit):<7} {'OK' if value >= limit else 'UNDER'}", unit)


def _line(what: str, value: float, verdict: str, unit: str) -> None:
    print(f"  {what:<52}{_number(value):>9} {unit:<8}  {verdict}")
    sys.stdout.flush()


def fact(what: str, value: float, unit: str = "") -> None:
    """A line that has no number to reach."""
    print(f"  {what:<52}{_number(value):>9} {unit}".rstrip())
    sys.stdout.flush()


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.2f}" if value < 10 else f"{value:.1f}"
