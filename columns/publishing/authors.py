"""Creating and renaming authors."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record, record_in
from columns.changes.log import WHOLESALE, Move, append
from columns.models import Author, Change, Column, Entry, Post

from . import permissions
from .addresses import clean_slug, taken_address
from .confirmation import needs_confirmation
from .errors import NotAllowed, Refused
from .lines import line
from .locks import lock_entries
from .obstacles import check_goes_on
from .permissions import Actor, person


def create_author(*, by: Actor, name: str, slug: str = "", kind: str = Author.Kind.PERSON) -> Author:
    """A new author. Raises Refused (no name, address taken), NotAllowed."""
    permissions.check(by, "create_author")
    return _create(by, "create_author", name, slug, kind)


def sign_as(*, by: Actor, name: str) -> Author:
    """Give whoever acts a byline of their own, with which the desk signs what they write unless they say otherwise.

    Whoever has one already renames it (`rename_author`). Raises Refused (no name, address taken), NotAllowed.
    """
    permissions.check(by, "sign_as")
    user = person(by)
    if user is None:
        raise NotAllowed(_("The system signs nothing."))
    own = Author.objects.filter(user=user).first()
    if own is None:
        return _create(by, "sign_as", name, "", Author.Kind.PERSON, user=user)
    return rename_author(by=by, author=own, name=name, revision=own.revision)


def _create(by: Actor, act: str, name: str, slug: str, kind: str, user: User | None = None) -> Author:
    name = line(name, "name", 120, required=True)
    slug = clean_slug(slug or name)
    if kind not in Author.Kind.values:
        raise Refused(_("There is no such kind of author."), "kind")
    with taken_address(), transaction.atomic():
        if Author.objects.filter(slug=slug).exists():
            raise Refused(_("Another author has that address."), "slug")
        author = Author.objects.create(name=name, slug=slug, kind=kind, user=user)
        record(by, act, author)
        return author


def rename_author(*, by: Actor, author: Author, name: str, revision: int) -> Author:
    """Change the name under everything an author has signed, on open pages too. The address stays.

    A byline of one's own that no reader has seen is one's own affair. Raises Refused (no name, renamed by somebody else
    meanwhile, frozen, archived), NotAllowed.
    """
    if by is None or author.user_id != by.pk or columns_signed_in(author):
        permissions.check(by, "rename_author", *columns_signed_in(author))
    name = line(name, "name", 120, required=True)
    with transaction.atomic():
        same = Author.objects.filter(pk=author.pk, revision=revision)
        renamed = same.update(name=name, revision=F("revision") + 1)
        if not renamed:
            raise Refused(_("Somebody else has changed this author meanwhile. Look again."), "name")
        lock_entries(Entry.objects.public().filter(pk__in=author.bylines.values("entry")))
        signed_in = columns_signed_in(author)
        for column in Column.objects.filter(pk__in=signed_in).order_by("pk"):
            append(column, _signed(author, column))
        check_goes_on(*signed_in)
        record_in(signed_in, by, "rename_author", author, is_alert=needs_confirmation(author, timezone.now()))
        return Author.objects.get(pk=author.pk)


def columns_signed_in(author: Author) -> set[int]:
    """The columns in which readers see the name."""
    entries = Entry.objects.public().filter(bylines__author=author).values_list("column", flat=True)
    posts = Post.objects.exclude(state=Post.State.DRAFT).filter(bylines__author=author)
    return {*entries.distinct(), *posts.values_list("column", flat=True).distinct()}


def _signed(author: Author, column: Column) -> list[Move]:
    """What shows the name in one column; enough of it to tell the log when that is too much to tell one by one."""
    entries = Entry.objects.public().filter(column=column, bylines__author=author).select_related("post").distinct()
    posts = Post.objects.exclude(state=Post.State.DRAFT).filter(column=column, bylines__author=author).distinct()
    return [
        *(Move(Change.Op.RENAME, entry=entry, post=entry.post) for entry in entries[: WHOLESALE + 1]),
        *(Move(Change.Op.RENAME, post=post) for post in posts[: WHOLESALE + 1]),
    ]
