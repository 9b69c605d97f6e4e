"""The live protocol's messages (docs/live-protocol.md is the contract)."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from columns.changes.after import KEPT, Head
from columns.models import Column
from columns.reading.frugal import EVERY

#: Catching up goes in deltas of at most this many bytes, each of which moves the reader's cursor.
CHUNK = 32 * 1024
_POST = re.compile(r"[a-z0-9]{0,16}", re.ASCII)


class Malformed(ValueError):
    """What the client sent is not in the protocol."""


@dataclass(frozen=True)
class Cursor:
    """Where a reader stands: an epoch and the last number it has applied. Written `epoch:seq`.

    `post` is the post that its page shows, if it says so: it is counted there, and nowhere else.
    """

    epoch: str
    after: int
    post: str = ""

    @classmethod
    def parse(cls, text: str, post: str = "") -> Cursor:
        """From `epoch:seq`. Raises Malformed."""
        epoch, _, after = text.partition(":")
        return cls.of(epoch, int(after) if after.isdecimal() and after.isascii() and len(after) < 19 else None, post)

    @classmethod
    def of(cls, epoch: object, after: object, post: object = "") -> Cursor:
        """From the parts of a hello. Raises Malformed."""
        if type(after) is not int or not 0 <= after < 2**63 or not isinstance(epoch, str):
            raise Malformed("a cursor is an epoch (UUID) and a number")
        if not isinstance(post, str) or not _POST.fullmatch(post):
            raise Malformed("a post is named by its id")
        try:
            return cls(str(uuid.UUID(epoch)), after, post)
        except ValueError:
            raise Malformed("the epoch is not a UUID") from None


def parse_hello(text: str) -> Cursor:
    """The cursor in a client's only message, `{"type": "hello", "epoch": …, "after": …, "post": …}`, the last of which
    may be missing. Raises Malformed."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
    if not isinstance(message, dict) or message.get("type") != "hello":
        raise Malformed("the first message is a hello")
    return Cursor.of(message.get("epoch"), message.get("after"), message.get("post", ""))


def encode(message: dict[str, Any]) -> str:
    """A message as it goes over the wire."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def beat(seq: int) -> str:
    """All is well, and the head is `seq`."""
    return encode({"type": "beat", "seq": seq})


def reset(reason: str) -> str:
    """The page cannot be brought up to date from here: it is to fetch itself."""
    return encode({"type": "reset", "reason": reason})


def end(reason: str) -> str:
    """There will be no more: the page is to stop asking."""
    return encode({"type": "end", "reason": reason})


def later(retry_after: int) -> str:
    """Come back in so many seconds."""
    return encode({"type": "later", "retry_after": retry_after})


def lite() -> str:
    """The site is lite: hold no stream, ask every so many seconds."""
    return encode({"type": "later", "retry_after": EVERY, "every": EVERY})


def urgent(epoch: object, seq: int) -> str:
    """The last urgent change has this number: whose cursor is before it, or of another epoch, is to ask for all."""
    return encode({"type": "urgent", "epoch": str(epoch), "seq": seq})


def delta(epoch: object, start: int, to: int, changes: Iterable[str]) -> str:
    """What moved after `start` up to `to`. `changes` are encoded already, once for all readers."""
    return f'{{"type":"delta","epoch":"{epoch}","from":{start},"to":{to},"changes":[{",".join(changes)}]}}'


def deltas(epoch: object, after: int, head: int, changes: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The way from `after` to `head` in deltas of at most CHUNK bytes, as (where it leads, the message).

    `changes` come with their numbers, oldest first. A single change that is larger goes alone.
    """
    start = reached = after
    chunk: list[str] = []
    size = envelope = len(delta(epoch, head, head, ()))
    for seq, change in changes:
        weight = len(change.encode()) + 1  # and a comma
        if chunk and size + weight > CHUNK:
            yield reached, delta(epoch, start, reached, chunk)
            start, chunk, size = reached, [], envelope
        chunk.append(change)
        reached, size = seq, size + weight
    if chunk or head > start:
        yield head, delta(epoch, start, head, chunk)


def cannot_resume(head: Head, cursor: Cursor) -> str:
    """Why a reader cannot be caught up from its cursor; empty when it can."""
    if cursor.epoch != str(head.epoch):
        return "epoch"
    if cursor.after > head.seq:
        return "beyond"
    if cursor.after < head.seq - KEPT:
        return "far"
    return ""


def ended(state: str) -> str:
    """Why a column in this state has nothing more to tell; empty when it goes on."""
    return {Column.State.HIDDEN: "hidden", Column.State.CLOSED: "closed"}.get(Column.State(state), "")
