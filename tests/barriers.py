"""Barriers: what axe finds on a page that would keep somebody out, by day and by night."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: What axe itself provokes on a page.
ITS_OWN = ["Applying inline style", "style-src-elem refused", "Couldn't load preload assets"]
VIOLATIONS = ["violations"]
#: In the dark the colours are others, and nothing else is.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": VIOLATIONS}
#: Colours take a moment to turn.
TURNED = "() => Promise.all(document.getAnimations().map((each) => each.finished))"


def barriers(page: Page) -> list[str]:
    """The rules that the page, as it stands, breaks seriously. It stays dark, and nothing on it moves."""
    axe, found = Axe(), []
    for scheme, options in (("light", {"resultTypes": VIOLATIONS}), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.evaluate(TURNED)
        violations = axe.run(page, options=options).response["violations"]
        found += [f"{each['id']} ({scheme})" for each in violations if each["impact"] in ("serious", "critical")]
    return found
