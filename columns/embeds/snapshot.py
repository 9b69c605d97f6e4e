"""What all answers about one thing say, in one snapshot."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from . import metadata, oembed, registry
from .address import UnfitAddress, take_apart
from .provider import Answer, Kind, Match, Snapshot, Space

# "Name (@handle@host)": so Mastodon, Bluesky and their kin title the page of a post.
_NAMED = re.compile(r"(.{1,200}) \((@[^\s()]{1,99})\)")


def snapshot_of(match: Match, answers: Sequence[Answer]) -> Snapshot:
    """What is to be kept: first what the address itself tells, then each answer in turn, none overruling another."""
    provider = registry.named(match.provider)
    read = (provider and provider.read) or _read
    said = _merged([match.known, *(read(answer) for answer in answers if _is_about(match, answer))])
    if match.kind is Kind.POST:
        said = _as_post(said)
    ours = match.kind is not Kind.LINK
    return replace(
        said,
        canonical_url=match.url if ours else said.canonical_url or match.url,
        site=(provider and provider.site) or said.site or take_apart(match.url).host,
    )


def landed(match: Match, answers: Sequence[Answer]) -> Match:
    """What a short link turned out to be, once its redirects are known; the same match if it is still a link."""
    if match.kind is not Kind.LINK or not answers:
        return match
    there = _matched(answers[-1].url)
    return there if there is not None and there.kind is not Kind.LINK else match


def as_it_is(match: Match, said: Snapshot) -> Match:
    """The same match, once its page has been read: one that names a sound of its own is more than a link."""
    if match.kind is Kind.LINK and said.media_url and said.media_type.startswith("audio/"):
        return replace(match, kind=Kind.AUDIO, space=Space.BAR)
    return match


def _is_about(match: Match, answer: Answer) -> bool:
    """Whether an answer is about the thing, and not about the door (sign in, consent) that we were sent to instead."""
    if match.kind is Kind.LINK or "json" in answer.content_type.lower() or answer.url in match.ask:
        return True
    there = _matched(answer.url)
    return there is not None and there.provider == match.provider


def _matched(url: str) -> Match | None:
    try:
        return registry.match(url)
    except UnfitAddress:
        return None


def _read(answer: Answer) -> Snapshot:
    kind = answer.content_type.lower()
    if "json" in kind:
        return oembed.read(answer.text)
    if "html" in kind or not kind:
        return metadata.read(answer.text, answer.url)
    return Snapshot()


def _merged(snapshots: Sequence[Snapshot]) -> Snapshot:
    merged: dict[str, Any] = {}
    for each in fields(Snapshot):
        values = (getattr(snapshot, each.name) for snapshot in snapshots)
        merged[each.name] = next((value for value in values if value not in (None, "")), each.default)
    return Snapshot(**merged)


def _as_post(said: Snapshot) -> Snapshot:
    """A post has no title: what is said to be one names its author, or repeats its words."""
    if named := _NAMED.fullmatch(said.title):
        return replace(said, title="", author=said.author or named[1], handle=named[2])
    if said.title and (not said.text or said.text.startswith(said.title.rstrip("…"))):
        return replace(said, title="", text=said.text or said.title)
    return said
