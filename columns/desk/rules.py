"""Rules: what the page's script has to know of a person's rights and of the column's ways, also when these change."""

from __future__ import annotations

from typing import Any

from .door import Desk

#: What our own scripts need to know of the rights, by the name that the page has for it.
RIGHTS = {
    "publish": "publish_entry", "draft": "save_draft", "submit": "submit_entry", "amend": "amend_entry",
    "pin": "pin_entry", "hold": "hold_entry", "at_once": "publish_at_once",
}


def rights_of(desk: Desk) -> dict[str, bool]:
    """What this person may do here, by those names."""
    return {name: desk.may(act) for name, act in RIGHTS.items()}


def rules_of(desk: Desk) -> dict[str, Any]:
    """What decides which buttons a form has, and what they say."""
    return {"may": rights_of(desk), "delay": desk.column.safety_delay, "four_eyes": desk.column.four_eyes}
