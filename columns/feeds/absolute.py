"""Absolute links: a text that leaves the site takes its own addresses along."""

import re

# Stored texts are written by the sanitiser: `<` begins a tag and nothing else, values stand in double quotes.
_TAG = re.compile(r"<(?:a|blockquote)\s[^>]*>")
_RELATIVE = re.compile(r'(?<=\s)(href|cite)="([/?#][^"]*)"')


def absolute_links(html: str, site: str, page: str) -> str:
    """Safe HTML with its site-relative links led from `site`, and those within a page from `page`."""

    def lead(link: re.Match[str]) -> str:
        name, address = link.groups()
        return f'{name}="{site if address.startswith("/") else page}{address}"'

    return _TAG.sub(lambda tag: _RELATIVE.sub(lead, tag[0]), html)
