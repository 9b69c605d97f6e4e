"""Body: a stored text as it is shown. What depends on the page's language is put in here, and never stored.

It reads the form in which the sanitiser writes (double quotes, attributes in one order, `<` begins a tag and nothing
else), so a pattern is enough. Call it within `as_column`.
"""

from __future__ import annotations

import functools
import re

from django.conf import settings
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from columns.markup.plain import words

_NOTE = '<aside class="note">'
#: The innermost: a quotation in a quotation is shown as it is stored.
_FIGURE = re.compile(r'(<figure class="quote")([^>]*>)((?:(?!</?figure\b).)*)(</figure>)', re.DOTALL)
_QUOTE = r"<blockquote[^>]*>(?:(?!</?blockquote\b).)*</blockquote>"
_TRANSLATED = re.compile(
    rf'({_QUOTE})({_QUOTE})(?:<p class="translator"([^>]*)>((?:(?!</p>).)*)</p>)?((?:<figcaption.*)?)', re.DOTALL
)
_LANGUAGE = re.compile(r'<blockquote[^>]*? lang="([^"]*)"|<blockquote[^>]*><p[^>]*? lang="([^"]*)"')


def shown(html: str, *, folded: bool = True) -> str:
    """Safe HTML with the labels of notes and translations. Unless it is `folded`, nothing waits for a tap."""
    if "<aside" in html:
        label = escape(_("Editor's note"))
        box = f'<aside class="note" aria-label="{label}"><p class="label"><strong>{label}</strong></p>'
        html = html.replace(_NOTE, box)
    if "<figure" in html:
        html = _FIGURE.sub(lambda figure: _quotation(figure, folded), html)
    return html


def _quotation(figure: re.Match[str], folded: bool) -> str:
    """The translation first, who made it, the original, who said it. Without a translation, as it is stored."""
    start, attributes, inside, end = figure.groups()
    if not (parts := _TRANSLATED.fullmatch(inside)):
        return figure[0]
    original, translation_, marks, translator, source = parts.groups()
    label = _original_in(original)
    if folded:
        original = f'<details class="original"><summary>{label}</summary>{original}</details>'
    else:
        original = f"<p>{label}:</p>{original}"
    by = f'<p class="translator">{_translated_by(translator or "", marks or "")}</p>'
    return f"{start}{attributes}{translation_}{by}{original}{source}{end}"


def _original_in(original: str) -> str:
    found = _LANGUAGE.match(original)
    try:
        language = get_language_info(found[1] or found[2])["name_translated"] if found else ""
    except KeyError:  # a language that Django has no name for
        language = ""
    return escape(_("Original in %(language)s") % {"language": language} if language else _("Original"))


def _translated_by(translator: str, marks: str) -> str:
    name = words(translator)
    if not name:
        return escape(_("Translation"))
    if name.casefold() in _machine():
        return escape(_("Machine translation"))
    return escape(_("Translation: %(name)s")) % {"name": f"<bdi{marks}>{translator}</bdi>"}


@functools.cache
def _machine() -> frozenset[str]:
    """What says that it was a machine, in whatever language an editor works."""
    said = {"machine"}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.add(_("machine").casefold())
    return frozenset(said)
