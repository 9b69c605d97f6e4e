"""Pages as readers and caches get them: the same bytes for everyone, conditional, at addresses that last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from columns.models import Column, Entry, Post
from columns.publishing.columns import SETTINGS, change_column
from columns.publishing.posts import amend_post
from columns.publishing.texts import PostText
from columns.publishing.withdrawals import withdraw_entry

Publish = Callable[..., Entry]


def addresses(column: Column, post: Post, entry: Entry) -> list[str]:
    """Where readers, and their scripts, ask."""
    page = entry.get_absolute_url()
    poll = f"/live/{column.slug}/changes?after={column.epoch}:0"
    return ["/", column.get_absolute_url(), post.get_absolute_url(), page, f"{page}fragment", poll, "/robots.txt"]


def changed(by: User, column: Column, **settings: str) -> Column:
    """The column with other settings."""
    column = Column.objects.get(pk=column.pk)
    same = {name: getattr(column, name) for name in SETTINGS}
    return change_column(by=by, column=column, revision=column.revision, **{**same, **settings})


def goes(answer: HttpResponse) -> tuple[int, str]:
    """Its status, and where it leads."""
    return answer.status_code, answer.headers.get("Location", "")


def test_no_page_sets_a_cookie_or_depends_on_one(
    client: Client, column: Column, live_post: Post, publish: Publish, alice: User
) -> None:
    every = addresses(column, live_post, publish("A headline", "<p>A text</p>"))
    signed_in = Client()
    signed_in.force_login(alice)
    for address in [*every, "/nowhere/"]:
        answer = client.get(address)
        assert answer.status_code == (404 if address == "/nowhere/" else 200)
        assert not answer.cookies, address
        assert "cookie" not in answer.headers.get("Vary", "").lower(), address
        assert signed_in.get(address).content == answer.content


def test_a_page_is_fetched_again_only_when_something_moved(
    client: Client, column: Column, live_post: Post, publish: Publish
) -> None:
    every = addresses(column, live_post, publish("A headline"))[:-1]
    tags = {address: client.get(address).headers["ETag"] for address in every}
    for address, tag in tags.items():
        answer = client.get(address, headers={"If-None-Match": tag})
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)
    publish("Another")
    for address, tag in tags.items():
        answer = client.get(address, headers={"If-None-Match": tag})
        assert answer.status_code == 200, address
        assert "s-maxage=2" in answer.headers["Cache-Control"]
    assert len(set(tags.values())) == len(tags)


def test_former_addresses_lead_to_the_new_ones_query_and_all(
    client: Client, column: Column, live_post: Post, publish: Publish, alice: User
) -> None:
    entry = publish("A headline")
    old = [column.get_absolute_url(), live_post.get_absolute_url(), entry.get_absolute_url()]
    text = PostText.of(live_post)
    for slug in ("second", "third"):
        post = Post.objects.select_related("column").get(pk=live_post.pk)
        text = replace(text, title=slug)
        amend_post(by=alice, post=post, text=text, revision=post.revision, slug=slug)
    assert goes(client.get(old[1])) == (301, "/putin-in-syria/2015-10-07/third/")
    changed(alice, column, slug="syria")
    new = ["/syria/", "/syria/2015-10-07/third/", f"/syria/entry/{entry.pk}/"]
    for before, after in zip(old, new, strict=True):
        assert goes(client.get(f"{before}?before=x")) == (301, f"{after}?before=x")
        assert client.get(after).status_code == 200
    assert goes(client.get("/syria/2015-10-07/second/")) == (301, new[1])


def test_what_is_not_there_is_a_404(client: Client, column: Column, live_post: Post, publish: Publish) -> None:
    entry = publish("A headline")
    for address in (
        "/other/", "/putin-in-syria/2015-10-08/the-first-week/", "/putin-in-syria/2015-10-07/x/",
        "/putin-in-syria/2015-13-07/the-first-week/", "/putin-in-syria/entry/aaaaaaaaaaaa/",
        f"/other/entry/{entry.pk}/", f"/other/entry/{entry.pk}/fragment", "/live/other/changes",
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(live_post.get_absolute_url()).status_code == 405


def test_a_hidden_column_is_gone_everywhere_and_comes_back(
    client: Client, column: Column, live_post: Post, publish: Publish, alice: User
) -> None:
    every = addresses(column, live_post, publish("A headline"))
    changed(alice, column, state="hidden")
    for address in every[1:5]:
        assert client.get(address).status_code == 410, address
    assert "Putin in Syria" not in client.get("/").content.decode()
    assert client.get(every[5]).json() == [{"type": "end", "reason": "hidden"}]
    changed(alice, column, state="live")
    assert [client.get(address).status_code for address in every] == [200] * len(every)


def test_a_column_that_was_never_public_does_not_exist(client: Client, column: Column, alice: User) -> None:
    from columns.publishing.columns import create_column

    create_column(by=alice, slug="plans", title="Plans", state="hidden")
    for address in ("/plans/", "/plans/2015-10-07/a-day/", "/live/plans/changes"):
        assert client.get(address).status_code == 404, address


def test_a_withdrawn_entry_keeps_its_address_as_a_stub(client: Client, publish: Publish, alice: User) -> None:
    entry = publish("A headline", "<p>A text</p>")
    withdraw_entry(by=alice, entry=entry, reason="It was wrong")
    answer = client.get(entry.get_absolute_url())
    assert answer.status_code == 200
    assert "It was wrong" in answer.content.decode()
    assert client.get(f"{entry.get_absolute_url()}fragment").json()["op"] == "gone"


@pytest.mark.parametrize("query", ["before=", "before=x", "through=%00", "before=99991231T235959999999-999999999999"])
def test_a_cursor_that_means_nothing_does_no_harm(
    client: Client, live_post: Post, publish: Publish, query: str
) -> None:
    publish("A headline")
    assert client.get(f"{live_post.get_absolute_url()}?{query}").status_code == 200


def test_an_address_may_hold_anything(client: Client, live_post: Post) -> None:
    for address in ("/%00/", "/a/entry/%00/", "/a/entry/%00/fragment", "/a/2015-10-07/%00/", "/%00/feed.rss"):
        assert client.get(address).status_code == 404
    assert client.get("/live/%00/changes").status_code == 404


def test_a_redirect_is_kept_no_longer_than_a_page(client: Client, column: Column, live_post: Post, alice: User) -> None:
    amend_post(by=alice, post=live_post, text=PostText.of(live_post), revision=live_post.revision, slug="renamed")
    answer = client.get(live_post.get_absolute_url())
    assert answer.status_code == 301
    assert "max-age=0" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("state", [Column.State.CLOSED, Column.State.ARCHIVED])
def test_nothing_is_called_live_in_a_column_that_has_ended(
    client: Client, alice: User, column: Column, live_post: Post, state: str
) -> None:
    pages = ["/", column.get_absolute_url(), live_post.get_absolute_url()]
    assert all("mark-live" in client.get(page).content.decode() for page in pages)
    changed(alice, column, state=state)
    assert not any("mark-live" in client.get(page).content.decode() for page in pages)
