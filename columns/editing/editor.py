"""The rich text editor: a form field for bodies, and what its toolbar offers.

The browser's side is in `static/js/desk/`: our own nodes (quotation, attribution, translator, note), languages and
directions, and what is made of pasted text. Nothing is sanitised here: the verb does that, whatever door the text
came through.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget

from .image_desk import desk_settings
from .shown_card import card_styles

MODULES = ["quotation", "translator", "note", "direction", "kept", "paste", "menu", "toolbar"]

#: The toolbar, from its start to its end: groups of buttons as django-prose-editor names them.
GROUPS = ["headings", "marks link", "lists", "nodes -blockType", "table", "history"]

#: What each button is called, for the pointer and for screen readers.
WORDS = {
    "heading3": _("Heading"),
    "heading4": _("Sub-heading"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "link": _("Link the selected words"),
    "unlink": _("Remove the link"),
    "bulletList": _("List"),
    "orderedList": _("Numbered list"),
    "blockquote": _("Block quote"),
    "quotation": _("Quotation with attribution"),
    "translation": _("Add the translation of the quotation"),
    "note": _("Editor's note"),
    "embed": _("Embed from an address"),
    "images": _("Add pictures"),
    "horizontalRule": _("Dividing line"),
    "table": _("Table"),
    "table:addColumnAfter": _("Add a column"),
    "table:deleteColumn": _("Delete the column"),
    "table:addRowAfter": _("Add a row"),
    "table:deleteRow": _("Delete the row"),
    "table:mergeCells": _("Merge cells"),
    "table:splitCell": _("Split the cell"),
    "table:toggleHeaderCell": _("Heading cell"),
    "table:deleteTable": _("Delete the table"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
}

#: Parts of the editor that need no settings.
PLAIN = (
    "Bold", "Italic", "BulletList", "ListItem", "Blockquote", "Attribution", "HorizontalRule", "HardBreak",
    "Table", "TableRow", "TableHeader", "TableCell", "History", "TrailingNode", "Paste",
)
#: What has no button, but may come with a stored or pasted text and has to survive being edited.
KEPT = (
    "Passage", "Isolated", "Cited", "Timed", "Struck", "Deleted", "Inserted", "Lowered", "Raised", "KeptAttributes",
)


#: What is said of embeds, in the text and in the dialogue that asks for their address.
EMBED_WORDS = {
    "embed": _("Embed"),
    "fetching": _("Fetching…"),
    "unreachable": _("The server cannot be reached just now. This page goes on trying."),
    "retrying": _("It is asked again by itself; meanwhile readers see a link."),
    "linked": _("Readers see a link."),
    "retry": _("Try again"),
    "again": _("Fetch again"),
    "edit": _("Edit the copy"),
    "keep": _("Keep as a link"),
    "remove": _("Remove"),
    "up": _("Move up"),
    "down": _("Move down"),
    "ask": WORDS["embed"],
    "address": _("Address of the page, post, video or map"),
    "unfit": _("This is not a complete web address: it begins with https:// or http:// and names a site."),
    "insert": _("Embed"),
    "cancel": _("Cancel"),
}


def _languages() -> list[tuple[str, str, str]]:
    return [
        (code, str(name), "rtl" if get_language_info(code)["bidi"] else "ltr") for code, name in settings.LANGUAGES
    ]


def _extensions() -> dict[str, Any]:
    return {
        **dict.fromkeys((*PLAIN, *KEPT), True),
        "Heading": {"levels": [3, 4]},
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
        "OrderedList": {"enableListAttributes": False},
        "Quotation": {"label": WORDS["quotation"], "translationLabel": WORDS["translation"]},
        "Translator": {"placeholder": _("Translated by: a name, or “machine”")},
        "Note": {"label": WORDS["note"]},
        "Direction": {"label": _("Language of this passage"), "none": _("Language"), "languages": _languages()},
        "Toolbar": {"label": _("Formatting"), "words": WORDS},
        "Menu": {"groups": [{"group": group} for group in GROUPS]},
        "NoSpellCheck": False,
    }


# No tag is looked through beyond the next one: the time grows with the text, and not with its square.
_BARE_HOST = re.compile(r'(<a\s[^<>]*?href=")(?=[\w-]+(?:\.[\w-]+)+[/?#"])')


class BodyWidget(AdminProseEditorWidget):  # type: ignore[misc]
    """The editor over a plain text area, which stays usable without JavaScript."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"cols": "80", "rows": "12", **(attrs or {})}, preset="configurable")

    def get_config(self) -> dict[str, Any]:
        """Made for every form that is shown, so that its words are in the reader's language."""
        self.config = {"extensions": self.extensions()}
        config: dict[str, Any] = super().get_config()
        return {**config, "js_modules": [static(f"js/desk/{module}.js") for module in self.modules()]}

    def extensions(self) -> dict[str, Any]:
        """The parts of the editor, with their settings."""
        return _extensions()

    def modules(self) -> list[str]:
        """Our own modules, in which some of the parts are."""
        return MODULES


class EmbeddingBodyWidget(BodyWidget):
    """The same, for a text that may hold embeds and pictures: for the pages of `column`, if it is known."""

    column: int | None = None

    def extensions(self) -> dict[str, Any]:
        """With cards between the blocks."""
        embed = {
            "label": WORDS["embed"], "words": EMBED_WORDS, "address": reverse("admin:columns_embed_cards"),
            "styles": card_styles(), "column": self.column,
        }
        images = {"label": WORDS["images"], **desk_settings(), "column": self.column}
        more = {"Document": {"cards": True}, "Embed": embed, "Images": images, "Dropcursor": True}
        return {**super().extensions(), **more}

    def modules(self) -> list[str]:
        """With those of the cards and the pictures."""
        return [*MODULES, "embed", "image"]


class BodyField(forms.CharField):
    """A body: HTML as the editor wrote it. Not yet safe: the verb sanitises, and drops blocks that are left empty."""

    widget = BodyWidget

    def to_python(self, value: Any) -> str:
        """With `https://` before an address that was typed without it; the sanitiser guesses at none."""
        return _BARE_HOST.sub(r"\1https://", super().to_python(value) or "")


class EmbeddingBodyField(BodyField):
    """A body that may hold embeds and pictures."""

    widget = EmbeddingBodyWidget
