"""Previews: an entry as readers see it, or will, for those at the desk alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.markup.embedded import figure_of
from columns.models import Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.texts import EntryText, Signature
from columns.reading.fragments import fragments_of

from .embedded import ARTICLE, settle


def preview(entry: Entry) -> str:
    return f"/admin/columns/entry/{entry.pk}/preview/"


@pytest.mark.django_db
def test_a_draft_is_shown_like_an_entry_and_kept_nowhere(desk: Client, alice: User, live_post: Post) -> None:
    from columns.publishing.authors import create_author

    author = create_author(by=alice, name="Anna Belova")
    text = EntryText("Perhaps", f"<p>It is so.</p>{figure_of(ARTICLE)}", bylines=(Signature(author),))
    draft = save_draft(by=alice, post=live_post, text=text)
    settle(ARTICLE)
    answer = desk.get(preview(draft))
    page = answer.content.decode()
    assert all(said in page for said in ('<article class="entry"', "Perhaps", "It is so.", "Anna Belova", ARTICLE))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page
    assert "js/reader" in page  # buttons that play are there, and do
    assert Entry.objects.get().display_time is None


@pytest.mark.django_db
def test_a_published_entry_is_shown_exactly_as_on_its_page(
    desk: Client, publish: Callable[..., Entry], live_post: Post
) -> None:
    entry = publish("Certainly", f"<p>It is so.</p>{figure_of(ARTICLE)}")
    settle(ARTICLE)
    entry.refresh_from_db()
    (fragment,) = fragments_of(live_post.column, [(entry.pk, entry.seq or 0)])
    assert fragment.html in desk.get(preview(entry)).content.decode()


@pytest.mark.django_db
def test_the_form_leads_to_the_preview(desk: Client, publish: Callable[..., Entry]) -> None:
    entry = publish("Certainly")
    assert preview(entry) in desk.get(f"/admin/columns/entry/{entry.pk}/change/").content.decode()


@pytest.mark.django_db
def test_no_stranger_sees_a_preview(
    client: Client, alice: User, bob: User, charlie: User, live_post: Post
) -> None:
    draft = save_draft(by=alice, post=live_post, text=EntryText("Perhaps"))
    for user, status in ((None, 302), (charlie, 302), (bob, 403)):
        client.logout()
        if user:
            client.force_login(user)
        answer = client.get(preview(draft))
        assert answer.status_code == status
        assert "Perhaps" not in answer.content.decode()
