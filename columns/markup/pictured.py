"""Pictures in a text: the place of some, and which ones belong there.

They are written in one form, `<figure class="images">id id</figure>`, on the top level of a text: one id is a picture,
several are a gallery. What readers see of them is put in when the text is shown; without that nothing is seen.
"""

import re
from collections.abc import Callable

from .tags import Attributes

_ID = re.compile(r"[a-z2-7]{12}")
_FIGURE = re.compile(r'<figure class="images">([a-z2-7 ]*)</figure>')


def is_gallery(tag: str, attributes: Attributes) -> bool:
    """Whether a start tag says that pictures follow."""
    return tag == "figure" and ("class", "images") in attributes


def gallery_of(ids: list[str]) -> str:
    """Pictures as texts hold them."""
    return f'<figure class="images">{" ".join(ids)}</figure>'


def ids_in(html: str) -> list[str]:
    """The ids of a safe text's pictures, each once, in their order."""
    return list(dict.fromkeys(id for found in _FIGURE.findall(html) for id in found.split()))


def replaced(html: str, by: Callable[[list[str]], str]) -> str:
    """A safe text with what `by` makes of the ids of each gallery in the place of it."""
    return _FIGURE.sub(lambda found: by(found[1].split()), html)


def without_images(html: str) -> str:
    """A safe text without its pictures: for texts that show none."""
    return _FIGURE.sub("", html)


class HeldGallery:
    """What has been read of a gallery so far, held back until it is clear whether it is one: ids and nothing else."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, str, Attributes]] = []

    def start(self, tag: str, attributes: Attributes) -> bool:
        """No element lies in one."""
        return False

    def say(self, text: str) -> bool:
        """Text within. Whether it can still be a gallery; if not, the text has not been taken."""
        if not all(map(_ID.fullmatch, text.split())):
            return False
        self.parts.append(("say", text, []))
        return True

    def end(self, tag: str) -> None:
        """Never the end of anything but the gallery."""

    @property
    def figure(self) -> str:
        """The gallery as texts hold it; empty if there is no picture in it."""
        ids = dict.fromkeys(id for _kind, text, _none in self.parts for id in text.split())
        return gallery_of(list(ids)) if ids else ""
