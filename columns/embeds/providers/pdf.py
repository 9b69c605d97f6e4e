"""Documents: PDF files."""

from columns.embeds.address import Address
from columns.embeds.provider import Kind, Match, Provider, Snapshot

NAME = "pdf"


def match(address: Address) -> Match | None:
    """Any path that ends in `.pdf`; the page to open it at (`#page=3`) is kept. Nothing is asked."""
    file = address.segments[-1] if address.segments and not address.path.endswith("/") else ""
    name, _, ending = file.rpartition(".")
    # `File:Order.pdf` is a wiki's page about the document.
    if ending.lower() != "pdf" or not name or ":" in file:
        return None
    return Match(NAME, Kind.DOCUMENT, address.clean(), known=Snapshot(title=name.replace("_", " ")))


PROVIDER = Provider(NAME, match)
