"""Figures: what a bench has measured, each beside the number to reach."""

from __future__ import annotations

import sys


def title(text: str) -> None:
    """What the figures below it are about."""
    print(f"\n{text}")
    sys.stdout.flush()


def figure(what: str, value: float, limit: float, unit: str = "") -> None:
    """One line of the table. It says whether the number is reached and judges no further."""
    verdict = "OK" if value <= limit else "OVER"
    print(f"  {what:<52}{_number(value):>9} {unit:<8}  ≤ {_number(limit):<7} {verdict}")
    sys.stdout.flush()


def fact(what: str, value: float, unit: str = "") -> None:
    """A line that has no number to reach."""
    print(f"  {what:<52}{_number(value):>9} {unit}".rstrip())
    sys.stdout.flush()


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.2f}" if value < 10 else f"{value:.1f}"
