"""Sounds and films that are a file at an address of their own: podcasts' enclosures, footage."""

from columns.embeds.address import Address
from columns.embeds.provider import Kind, Match, Provider, Snapshot, Space

NAME = "media"
TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
}


def match(address: Address) -> Match | None:
    """Any path that ends in a file with a sound's or a film's ending. Nothing is asked, and there is no frame."""
    file = address.segments[-1] if address.segments and not address.path.endswith("/") else ""
    name, dot, ending = file.rpartition(".")
    kind = TYPES.get(ending.lower()) if name and dot else None
    # `File:Speech.ogg` is a wiki's page about the file.
    if kind is None or ":" in file:
        return None
    url = address.clean(fragment=False)
    film = kind.startswith("video/")
    return Match(
        NAME,
        Kind.VIDEO if film else Kind.AUDIO,
        url,
        space=Space.WIDE if film else Space.BAR,
        known=Snapshot(title=name.replace("_", " "), media_url=url, media_type=kind),
    )


PROVIDER = Provider(NAME, match)
