"""Posts of public Telegram channels."""

import re

from columns.embeds import cleaning
from columns.embeds.address import Address, with_query
from columns.embeds.parsing import Reader, flowing
from columns.embeds.provider import Answer, Kind, Match, Provider, Snapshot, Space

NAME = "telegram"
_POST = re.compile(r"/(?:s/)?([A-Za-z][A-Za-z0-9_]{3,31})(?:/\d{1,10})?/(\d{1,10})/?")
_NO_CHANNELS = frozenset(
    {"joinchat", "addstickers", "addemoji", "addlist", "share", "proxy", "socks", "login", "boost"}
)
_PICTURE = re.compile(r"background-image:\s*url\(['\"]?([^'\")]{1,2000})")
_PICTURES = ("tgme_widget_message_photo_wrap", "tgme_widget_message_video_thumb")


def match(address: Address) -> Match | None:
    """`t.me/channel/123`, also `t.me/s/channel/123`, and `t.me/group/5/123` in a topic of a group."""
    found = _POST.fullmatch(address.path)
    if found is None or found[1].lower() in _NO_CHANNELS:
        return None
    url = f"https://t.me/{found[1]}/{found[2]}"
    widget = with_query(url, embed="1", mode="tme")
    # Not the page itself: for a post that is gone it shows the channel's description as if it were the post's.
    return Match(
        NAME, Kind.POST, url, ask=(widget,), player=widget, space=Space.POST, known=Snapshot(handle=f"@{found[1]}")
    )


def read(answer: Answer) -> Snapshot:
    """What the widget shows; empty if the post is gone."""
    widget = _Widget()
    widget.read(answer.text)
    return Snapshot(
        text="".join(widget.text),
        author="".join(widget.author),
        published_at=cleaning.moment(widget.time),
        picture_url=widget.picture,
    )


class _Widget(Reader):
    """The words, the channel's name, the time and the picture of the one post in a widget."""

    tags = 2000

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.author: list[str] = []
        self.time = self.picture = ""
        self._into: list[str] | None = None
        self._tag, self._depth = "", 0

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        classes = attributes.get("class", "").split()
        if tag == "br" and self._into is not None:
            self._into.append("\n")
        elif self._into is not None:
            self._depth += tag == self._tag
        elif "js-message_text" in classes and not self.text:
            self._collect(self.text, tag)
        elif "tgme_widget_message_owner_name" in classes and not self.author:
            self._collect(self.author, tag)
        elif tag == "time":
            self.time = attributes.get("datetime", "") or self.time
        elif found := any(name in classes for name in _PICTURES) and _PICTURE.search(attributes.get("style", "")):
            self.picture = self.picture or found[1]

    def _collect(self, into: list[str], tag: str) -> None:
        self._into, self._tag, self._depth = into, tag, 1

    def handle_endtag(self, tag: str) -> None:
        if self._into is not None and tag == self._tag:
            self._depth -= 1
            if not self._depth:
                self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(flowing(data))


PROVIDER = Provider(
    NAME,
    match,
    hosts=("t.me", "www.t.me", "telegram.me", "www.telegram.me"),
    site="Telegram",
    frames=("t.me",),
    read=read,
)
