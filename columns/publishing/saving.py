"""Saving a text: the row, its bylines, its relations and its revision, against the revision the editor started from."""

from __future__ import annotations

from typing import Any

from columns.models import Byline, Entry, Post, Relation, Revision
from columns.models.ids import new_salt

from .embeds import tie_embeds
from .errors import StaleEdit
from .permissions import Actor, person
from .shown_images import tie_images
from .tags import tags_of, tie_tags
from .texts import EntryText, PostText


def save_entry(entry: Entry, text: EntryText, by: Actor, revision: int | None, **state: Any) -> Revision:
    """Write an entry's text and `state`, new or over exactly `revision`. Raises StaleEdit when that has passed."""
    fields = {
        "headline": text.headline, "body": text.body,
        "display_time": text.display_time, "continues": text.continues,
        "event_time": text.event_time, "event_zone": text.event_zone, "salt": new_salt(), **state,
    }
    tags_before = tags_of(entry)
    body_before = "" if entry._state.adding else entry.body
    if entry._state.adding:
        _create(entry, fields)
    elif _overwrite(entry, revision, fields):
        Byline.objects.filter(entry=entry).delete()
        Relation.objects.filter(entry=entry).delete()
    else:
        raise StaleEdit(text, EntryText.of(entry), entry.revision)
    _sign(text, entry=entry)
    tie_embeds(entry, body_before)
    tie_images(entry, body_before)
    if text.tags != tags_before:
        tie_tags(entry, text.tags)
    Relation.objects.bulk_create(Relation(entry=entry, to=each.to, kind=each.kind) for each in text.relations)
    return Revision.objects.create(
        entry=entry, number=entry.revision, headline=text.headline, body=text.body, salt=entry.salt, by=person(by)
    )


def save_post(post: Post, text: PostText, by: Actor, revision: int | None, **state: Any) -> Revision:
    """Write a post's head and `state`, new or over exactly `revision`. Raises StaleEdit when that has passed."""
    fields = {
        "title": text.title, "standfirst": text.standfirst, "standing": text.standing, "lead": text.lead, **state
    }
    if post._state.adding:
        _create(post, fields)
    elif _overwrite(post, revision, fields):
        Byline.objects.filter(post=post).delete()
    else:
        raise StaleEdit(text, PostText.of(post), post.revision)
    _sign(text, post=post)
    return Revision.objects.create(
        post=post, number=post.revision, headline=text.title, standfirst=text.standfirst, body=text.standing,
        by=person(by),
    )


def _create(thing: Entry | Post, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save(force_insert=True)


def _overwrite(thing: Entry | Post, revision: int | None, fields: dict[str, Any]) -> bool:
    """Whether the row still was at `revision`, and so was written. `thing` then holds what was stored."""
    expected = thing.revision if revision is None else revision
    rows = type(thing)._default_manager.filter(pk=thing.pk, revision=expected)
    if not rows.update(revision=expected + 1, **fields):
        return False
    for name, value in {**fields, "revision": expected + 1}.items():
        setattr(thing, name, value)
    return True


def _sign(text: EntryText | PostText, **of: Entry | Post) -> None:
    Byline.objects.bulk_create(
        Byline(author=signature.author, role=signature.role, position=position, **of)
        for position, signature in enumerate(text.bylines)
    )
