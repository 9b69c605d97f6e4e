"""Reading: what a token may read. What readers see, any; what they do not see, one that was made to write it."""

from __future__ import annotations

from columns.models import Entry, Image, Post, Token
from columns.models.post import PostQuerySet
from columns.publishing.shown_images import is_shown

from .door import check_scope

#: Whoever writes entries needs to read those that are not out yet, and the posts that are being prepared.
WRITING = (Token.Scope.DRAFT, Token.Scope.PUBLISH)


def posts_for(token: Token) -> PostQuerySet:
    """The posts of the token's column that it is told of."""
    posts = Post.objects.filter(column=token.column_id)
    return posts if set(WRITING) & set(token.scopes) else posts.public()


def check_reads_entry(token: Token, entry: Entry) -> None:
    """Raise Problem unless readers see the text of an entry, or the token writes such ones.

    What they once saw may also be read with one that amends.
    """
    if not (entry.state == Entry.State.PUBLISHED and entry.column.is_public):
        check_scope(token, *WRITING, *([Token.Scope.AMEND] if entry.is_public else []))


def check_reads_image(token: Token, image: Image) -> None:
    """Raise Problem unless readers see a picture, or the token brings some in or writes what shows them."""
    in_public = token.column is not None and token.column.is_public
    if not (in_public and is_shown(image)):
        check_scope(token, *WRITING, Token.Scope.UPLOAD)
