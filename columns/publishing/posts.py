"""Opening, amending and closing posts: the days of a column.

These verbs take the column's lock first: they touch the chain, in which a post's neighbours show it.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.log import Move, append
from columns.models import Change, Column, FormerPostSlug, Post, Revision

from . import permissions, submissions
from .addresses import clean_slug
from .errors import Refused, StaleEdit
from .freezing import check_not_frozen
from .locks import lock_authors, lock_images
from .noticed import is_noticed
from .obstacles import check_not_archived
from .permissions import Actor
from .saving import save_post
from .shown_images import check_ready
from .texts import PostText, clean_post


def create_post(
    *, by: Actor, column: Column, date: datetime.date, slug: str, text: PostText, submit_id: UUID | None = None
) -> Post:
    """A new post as a draft, which no reader sees before `open_post`. Raises Refused, NotAllowed."""
    permissions.check(by, "create_post", column)
    text = clean_post(text)
    with transaction.atomic():
        submission = submissions.arrive(submit_id, by, "create_post", None, text)
        if submission.post:
            return submission.post
        column = _locked(column)
        post = Post(column=column, date=date, slug=clean_slug(slug or text.title))
        _check_address(post)
        save_post(post, text, by, None)
        submissions.keep(submission, post=post)
        record(by, "create_post", post, column=column)
        return post


def amend_post(
    *,
    by: Actor,
    post: Post,
    text: PostText,
    revision: int,
    slug: str | None = None,
    date: datetime.date | None = None,
    submit_id: UUID | None = None,
) -> Post:
    """Change a post's head. Its old address leads to the new one; its date is fixed once it is open.

    Raises Refused (address taken, date fixed), StaleEdit with both texts, NotAllowed.
    """
    permissions.check(by, "amend_post", post.column_id)
    text = clean_post(text)
    with transaction.atomic():
        submission = submissions.arrive(submit_id, by, "amend_post", post, text)
        if submission.post:
            return submission.post
        lock_authors(text.bylines)
        lead = lock_images([text.lead.pk] if text.lead else [])
        column = _locked(post.column)
        post = Post.objects.select_related("column").get(pk=post.pk)
        before, address = PostText.of(post), (post.date, post.slug)
        if revision != post.revision:
            raise StaleEdit(text, before, post.revision)
        if date and date != post.date and post.is_public:
            raise Refused(_("The date of a post is part of its address and stays once it has been opened."), "date")
        post.date, post.slug = date or post.date, clean_slug(slug) if slug else post.slug
        if (post.date, post.slug) != address:
            _check_address(post)
            _remember(post, *address)
        if post.is_public and text.lead != before.lead:
            check_ready(lead, "lead")
        if text != before or (post.date, post.slug) != address:
            saved = save_post(post, text, by, post.revision, date=post.date, slug=post.slug)
            submissions.keep(submission, post=post)
            _append(column, post, Change.Op.AMEND, saved)
            is_alert = post.is_public and is_noticed(post, column.pk)
            record(by, "amend_post", post, column=column, is_alert=is_alert, revision=post.revision)
        else:
            submissions.keep(submission, post=post)
        return post


def open_post(*, by: Actor, post: Post) -> Post:
    """Let readers see a post and entries be published into it; a closed one is opened again.

    At the first opening, a post that says nothing of where things stand takes that over from the one before.
    Raises Refused (it is open, the column is not live), NotAllowed.
    """
    permissions.check(by, "open_post", post.column_id)
    with transaction.atomic():
        lock_authors(PostText.of(post).bylines)
        lead = lock_images(Post.objects.filter(pk=post.pk, lead__isnull=False).values_list("lead"))
        column = _locked(post.column)
        post = Post.objects.select_related("column").get(pk=post.pk)
        if post.is_live:
            raise Refused(_("This post is open already."))
        if not column.is_live:
            raise Refused(_("“%(column)s” is not live: make it live first.") % {"column": column.title})
        check_ready(lead, "lead")
        now, is_again = timezone.now(), post.is_public
        text = PostText.of(post)
        standing = text.standing or (_standing_before(post, now) if not post.is_public else "")
        fields = {"state": Post.State.LIVE, "opened_at": post.opened_at or now, "closed_at": None}
        if standing != text.standing:
            save_post(post, replace(text, standing=standing), by, post.revision, **fields)
        else:
            _set(post, **fields)
        _append(column, post, Change.Op.OPEN)
        # In a closed post a change asks for the password, and so does opening it again: this is a change, too.
        record(by, "open_post", post, column=column, is_alert=is_again)
        return post


def _standing_before(post: Post, now: datetime.datetime) -> str:
    """Where things stood in the post that will come before this one in the chain."""
    post.opened_at = now
    earlier = Post.objects.exclude(state=Post.State.DRAFT).before(post).first()
    return earlier.standing if earlier else ""


def _set(post: Post, **fields: Any) -> None:
    Post.objects.filter(pk=post.pk).update(**fields)
    for name, value in fields.items():
        setattr(post, name, value)


def close_post(*, by: Actor, post: Post) -> Post:
    """End a post: nothing new is published into it; corrections still reach its pages. Raises Refused, NotAllowed."""
    permissions.check(by, "close_post", post.column_id)
    with transaction.atomic():
        column = _locked(post.column)
        post = Post.objects.select_related("column").get(pk=post.pk)
        if not post.is_live:
            raise Refused(_("This post is not open."))
        _set(post, state=Post.State.CLOSED, closed_at=timezone.now())
        _append(column, post, Change.Op.CLOSE)
        record(by, "close_post", post, column=column)
        return post


def _locked(column: Column) -> Column:
    """The column, from now on nobody else's. Raises Refused in an archived one."""
    column = Column.objects.select_for_update(no_key=True).get(pk=column.pk)
    check_not_archived(column.pk)
    return column


def _append(column: Column, post: Post, op: str, revision: Revision | None = None) -> None:
    """Log what moves with a post: its head, its neighbours' links to it, and the column's list of posts.

    Raises Refused in a frozen column.
    """
    if not post.is_public:
        return
    others = Post.objects.exclude(state=Post.State.DRAFT)
    neighbours = filter(None, (others.before(post).first(), others.following(post).first()))
    append(
        column,
        [
            Move(op, post=post, revision=revision),
            *(Move(Change.Op.FOLLOW, post=neighbour) for neighbour in neighbours),
            Move(Change.Op.FOLLOW),
        ],
    )
    check_not_frozen(column.pk)


def _check_address(post: Post) -> None:
    same = {"column": post.column, "date": post.date, "slug": post.slug}
    others = Post.objects.filter(**same).exclude(pk=post.pk)
    former = FormerPostSlug.objects.filter(**same).exclude(post=post)
    if others.exists() or former.exists():
        raise Refused(_("This column has, or had, another post at that date and address."), "slug")


def _remember(post: Post, date: datetime.date, slug: str) -> None:
    """Keep the old address of a post that readers know; forget one it returns to."""
    FormerPostSlug.objects.filter(post=post, date=post.date, slug=post.slug).delete()
    if post.is_public:
        FormerPostSlug.objects.create(post=post, column=post.column, date=date, slug=slug)
