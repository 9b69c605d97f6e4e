"""What each member of the staff sees of what belongs to no one column: pictures, embeds, authors, tokens.

What readers see, anybody sees who works here. Beyond that it takes a column of one's own that holds the thing, or that
one has brought it in oneself. (`roles.py` knows what belongs to a column.)
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from columns.models import Byline, Column, Embed, Entry, Image, Membership, Post

from .roles import of_own_columns, standing

#: As many of the things that somebody has brought in within a session are remembered in it.
REMEMBERED = 300


def images(request: HttpRequest, rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """Pictures that readers see, of texts of one's own columns, or brought in by oneself."""
    rows = Image.objects.all() if rows is None else rows
    if standing(request).is_all:
        return rows
    entries, posts = _entries(request), _posts(request)
    return rows.filter(
        Q(uploaded_by=request.user.pk)
        | Q(pk__in=_brought(request, Image))
        | Exists(entries.filter(images=OuterRef("pk")))
        | Exists(posts.filter(lead=OuterRef("pk")))
    )


def embeds(request: HttpRequest, rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """The same of embeds."""
    rows = Embed.objects.all() if rows is None else rows
    if standing(request).is_all:
        return rows
    held = Exists(_entries(request).filter(embeds=OuterRef("pk")))
    return rows.filter(Q(pk__in=_brought(request, Embed)) | held)


def authors(request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Names that readers see or that stand under texts of one's own columns, colleagues' and one's own.

    One that stands under nothing yet, and is nobody's, is seen by whoever may make such names.
    """
    if standing(request).is_all:
        return rows
    signed = Byline.objects.filter(author=OuterRef("pk"))
    under = signed.filter(Q(entry__in=_entries(request)) | Q(post__in=_posts(request)))
    colleagues = of_own_columns(request, Membership.objects.all()).values("user")
    seen: Any = Q(Exists(under)) | Q(user__in=colleagues) | Q(user=request.user.pk)
    if standing(request).may("create_author"):
        seen |= Q(user=None) & ~Exists(signed)
    return rows.filter(seen)


def tokens(request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
    """One's own; and of those who work on a column, its chiefs see theirs."""
    if standing(request).is_all:
        return rows
    led = of_own_columns(request, Membership.objects.all(), "revoke_token_of_others").values("user")
    return rows.filter(Q(user=request.user.pk) | Q(user__in=led))


def remember(request: HttpRequest, *things: Image | Embed) -> None:
    """Let whoever brought these in see them in this session, though no text holds them yet, or only one of others."""
    for thing in things:
        key, before = _key(type(thing)), _brought(request, type(thing))
        if thing.pk not in before and not standing(request).is_all:
            request.session[key] = [*before, thing.pk][-REMEMBERED:]


def _brought(request: HttpRequest, noun: type[Image | Embed]) -> list[str]:
    brought: list[str] = request.session.get(_key(noun), [])
    return brought


def _key(noun: type[Image | Embed]) -> str:
    return f"brought_{noun._meta.model_name}"


def _entries(request: HttpRequest) -> QuerySet[Entry]:
    """Of own columns, and those whose text readers see."""
    shown = Q(first_seq__isnull=False, state=Entry.State.PUBLISHED) & ~Q(column__state=Column.State.HIDDEN)
    return Entry.objects.filter(_own(request) | shown)


def _posts(request: HttpRequest) -> QuerySet[Post]:
    """Of own columns, and those that readers see."""
    shown = ~Q(state=Post.State.DRAFT) & ~Q(column__state=Column.State.HIDDEN)
    return Post.objects.filter(_own(request) | shown)


def _own(request: HttpRequest) -> Q:
    return Q(column__in=standing(request).columns("see_desk") or ())
