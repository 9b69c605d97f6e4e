"""How feeds answer: what they are, when nothing changed, where they went."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from columns.models import Change, Column, Entry, Post
from columns.publishing.columns import change_column, create_column
from columns.publishing.posts import amend_post
from columns.publishing.site import change_site
from columns.publishing.texts import PostText
from tests.feeds.conftest import Read

Publish = Callable[..., Entry]
TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}


def change(by: User, column: Column, **fields: str) -> Column:
    """Change some settings of a column as it is now."""
    now = Column.objects.get(pk=column.pk)
    kept = {n: getattr(now, n) for n in ("slug", "title", "description", "state", "time_zone", "language")}
    return change_column(by=by, column=now, revision=now.revision, **{**kept, **fields})


def long_ago(**where: object) -> None:
    """What has changed so far has been so for an hour."""
    Change.objects.filter(**where).update(at=timezone.now() - datetime.timedelta(hours=1))


def test_a_feed_says_what_it_is_and_may_be_kept_for_two_seconds(
    client: Client, publish: Publish, addresses: list[str], format: str
) -> None:
    publish("Strikes")
    for address in addresses:
        answer = client.get(address)
        assert answer["Content-Type"] == TYPES[format]
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=2"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_a_head_has_the_headers_and_no_text(client: Client, publish: Publish, addresses: list[str]) -> None:
    publish("Strikes")
    for address in addresses:
        head, get = client.head(address), client.get(address)
        assert head.status_code == 200
        assert head.content == b""
        assert head["ETag"] == get["ETag"]


def test_a_feed_cannot_be_posted_to(client: Client, addresses: list[str]) -> None:
    assert [client.post(address).status_code for address in addresses] == [405, 405, 405]


def test_who_has_the_newest_feed_hears_that_in_few_queries(
    client: Client, publish: Publish, addresses: list[str], django_assert_max_num_queries: Callable[..., object]
) -> None:
    publish("Strikes")
    for address in addresses:
        tag = client.get(address)["ETag"]
        with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
            answer = client.get(address, headers={"If-None-Match": tag})
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer["ETag"] == tag
        assert "s-maxage" in answer["Cache-Control"]


def test_every_change_gives_a_new_label(
    client: Client, publish: Publish, addresses: list[str], alice: User, column: Column
) -> None:
    def tags() -> list[str]:
        return [client.get(address)["ETag"] for address in addresses]

    seen = [tags()]
    publish("Strikes")
    seen.append(tags())
    change(alice, column, title="Russia in Syria")
    seen.append(tags())
    change_site(by=alice, name="The paper")
    seen.append(tags())
    labels = [tag for each in seen for tag in each]
    assert len(set(labels)) == len(labels)


def test_a_program_that_knows_dates_only_hears_that_nothing_changed(
    client: Client, publish: Publish, addresses: list[str]
) -> None:
    publish("Strikes")
    long_ago()
    for address in addresses:
        date = client.get(address)["Last-Modified"]
        assert client.get(address, headers={"If-Modified-Since": date}).status_code == 304
    publish("More strikes")
    for address in addresses:
        assert client.get(address, headers={"If-Modified-Since": date}).status_code == 200


def test_a_change_of_this_moment_has_no_date_yet_as_another_may_follow_in_the_same_second(
    client: Client, publish: Publish, addresses: list[str]
) -> None:
    publish("Strikes")
    for address in addresses:
        assert "Last-Modified" not in client.get(address)


def test_after_a_column_is_taken_down_the_site_feed_has_changed_for_every_program(
    client: Client, publish: Publish, alice: User, column: Column, format: str
) -> None:
    other = change(alice, create_column(by=alice, slug="other", title="Other"), title="Another")
    publish("Strikes")
    long_ago()
    Change.objects.filter(column=other).update(at=timezone.now() - datetime.timedelta(minutes=30))
    before = client.get(f"/feed.{format}")
    change(alice, column, state="hidden")
    Column.objects.filter(pk=column.pk).update(taken_down_at=timezone.now() - datetime.timedelta(minutes=5))
    for name, header in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        answer = client.get(f"/feed.{format}", headers={name: before[header]})
        assert answer.status_code == 200
        assert b"Strikes" not in answer.content


def test_a_date_from_after_a_restored_backup_is_not_believed(
    client: Client, publish: Publish, addresses: list[str]
) -> None:
    publish("Strikes")
    long_ago()
    later = "Fri, 01 Jan 2100 00:00:00 GMT"
    for address in addresses:
        assert client.get(address, headers={"If-Modified-Since": later}).status_code == 200


def test_the_same_state_gives_the_same_bytes_also_without_entries(
    client: Client, addresses: list[str]
) -> None:
    for address in addresses:
        first, second = client.get(address), client.get(address)
        assert first.content == second.content
        assert first["ETag"] == second["ETag"]


def test_a_site_without_columns_has_an_empty_feed(read: Read, db: None, format: str) -> None:
    feed = read(f"/feed.{format}")
    assert feed.entries == []
    assert feed.parsed.feed.title == "Live blog"


def test_a_feed_moves_with_its_page(
    client: Client, publish: Publish, alice: User, column: Column, live_post: Post, format: str
) -> None:
    publish("Strikes")
    change(alice, column, slug="сирия")
    post = Post.objects.get(pk=live_post.pk)
    amend_post(by=alice, post=post, text=PostText.of(post), revision=post.revision, slug="week-one")
    for old, new in (
        ("/putin-in-syria/", "/сирия/"),
        ("/putin-in-syria/2015-10-07/the-first-week/", "/сирия/2015-10-07/week-one/"),
        ("/сирия/2015-10-07/the-first-week/", "/сирия/2015-10-07/week-one/"),
    ):
        answer = client.get(f"{old}feed.{format}")
        assert answer.status_code == 301
        there = client.get(answer["Location"])
        assert there.status_code == 200
        assert there.wsgi_request.path == f"{new}feed.{format}"
        assert b"Strikes" in there.content


@pytest.mark.parametrize(
    "address", ["/nothing/", "/putin-in-syria/2015-10-08/the-first-week/", "/putin-in-syria/2015-02-31/the-first-week/"]
)
def test_there_is_no_feed_of_what_is_not_there(client: Client, live_post: Post, address: str, format: str) -> None:
    assert client.get(f"{address}feed.{format}").status_code == 404


def test_a_column_taken_down_says_so_and_one_never_shown_does_not(
    client: Client, publish: Publish, addresses: list[str], alice: User, column: Column, format: str
) -> None:
    publish("Strikes")
    change(alice, column, state="hidden")
    create_column(by=alice, slug="secret", title="Secret", state="hidden")
    assert [client.get(address).status_code for address in addresses] == [410, 410, 200]
    assert client.get(f"/secret/feed.{format}").status_code == 404
