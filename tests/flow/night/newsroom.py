"""The newsroom of the night: a column with an open post, and three people with a role in it, all made by verbs."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from columns.models import Membership, Post
from columns.publishing.accounts import invite_member, note_new_password
from columns.publishing.columns import create_column
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import PostText

PASSWORD = "long enough for a whole night"
ZONE = "Asia/Damascus"
Role = Membership.Role
NAMES = {Role.REPORTER: "rana", Role.EDITOR: "edgar", Role.CHIEF: "chiara"}


def open_newsroom() -> Post:
    """The post that they will work on."""
    column = create_column(by=None, slug="the-night", title="The night", time_zone=ZONE)
    for role, name in NAMES.items():
        user = invite_member(
            by=None, username=name, email=f"{name}@example.org", name=name.title(), column=column, role=role
        )
        _come_in(user)
    text = PostText(title="The night at the river", standfirst="What is known, hour by hour.")
    day = timezone.localdate(timezone=column.zone)
    post = create_post(by=None, column=column, date=day, slug="at-the-river", text=text)
    open_post(by=None, post=post)
    return Post.objects.select_related("column").get(pk=post.pk)


def _come_in(user: User) -> None:
    """Follow the letter of the invitation, and choose a password."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    note_new_password(user=user)
