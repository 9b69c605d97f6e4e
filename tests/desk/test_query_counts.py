"""How often the database is asked to open a desk: at most twelve times, with five hundred entries as with five."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from columns.models import Author, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.holds import hold_entry
from columns.publishing.texts import EntryText, Signature
from tests.reading.conftest import fill as fill  # the fixture: many published entries

Fill = Callable[..., list[Entry]]


def asked(client: Client, post: Post, rest: str = "") -> list[str]:
    """What the database is asked when a desk is opened."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/admin/desk/{post.pk}/{rest}").status_code == 200
    return [each["sql"] for each in captured.captured_queries]


@pytest.mark.parametrize(("size", "role"), [(5, "editor"), (500, "editor"), (500, "chief")])
def test_a_desk_opens_with_at_most_twelve_questions(
    member: Callable[..., User], signed_in: Callable[[User], Client], live_post: Post, fill: Fill, size: int, role: str
) -> None:
    user = member("una", role)
    desk = signed_in(user)
    signed = (Signature(Author.objects.create(name="Nadia", slug="nadia")),)
    fill(size, bylines=signed)
    for number in range(10):
        text = EntryText(f"Draft {number}", "<p>Words.</p>", bylines=signed, tags=("Aleppo",))
        save_draft(by=user, post=live_post, text=text)
    hold_entry(by=user, entry=Entry.objects.get(headline="Draft 0"), reason="Names a source")
    cache.clear()
    cold = asked(desk, live_post)
    assert len(cold) <= (12 if role == "chief" else 11), cold
    assert len(asked(desk, live_post)) <= len(cold)
