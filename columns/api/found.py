"""What an address names, within the column of the token: all else is not there."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext as _

from columns.models import Entry, Image, Post, Token

from .problems import Problem


def post_of(token: Token, post_id: str) -> Post:
    """The post of that id. Raises Problem (404)."""
    # What cannot be printed is in no id, and a database may refuse to look for it.
    post = Post.objects.filter(pk=post_id, column=token.column_id).first() if post_id.isprintable() else None
    if post is None:
        raise Problem(HTTPStatus.NOT_FOUND, _("There is no such post."))
    return post


def entry_of(token: Token, entry_id: str) -> Entry:
    """The entry of that id, a draft too. Raises Problem (404)."""
    entries = Entry.objects.filter(pk=entry_id, column=token.column_id).select_related("column", "post")
    entry = entries.first() if entry_id.isprintable() else None
    if entry is None:
        raise Problem(HTTPStatus.NOT_FOUND, _("There is no such entry."))
    return entry


def image_of(token: Token, image_id: str) -> Image:
    """The picture of that id, if the token's owner brought it in or the column shows it. Raises Problem (404)."""
    image = Image.objects.filter(pk=image_id).first() if image_id.isprintable() else None
    if image is None or not (image.uploaded_by_id == token.user_id or _is_shown(image, token)):
        raise Problem(HTTPStatus.NOT_FOUND, _("There is no such picture."))
    return image


def _is_shown(image: Image, token: Token) -> bool:
    return image.entries.filter(column=token.column_id).exists() or image.led.filter(column=token.column_id).exists()
