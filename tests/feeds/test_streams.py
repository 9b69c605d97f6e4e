"""Which entries a feed tells of, in which order, and at what cost."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from datetime import UTC

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from columns.models import Column, Entry, Post
from columns.publishing.authors import create_author
from columns.publishing.columns import create_column
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.posts import create_post, open_post
from columns.publishing.texts import EntryText, PostText, Signature
from columns.publishing.withdrawals import withdraw_entry
from tests.feeds.conftest import Read

Publish = Callable[..., Entry]
DAY = datetime.datetime(2015, 10, 7, tzinfo=UTC)


def fill(post: Post, number: int, since: datetime.datetime = DAY) -> None:
    """Many published entries at once, a minute apart."""
    first = (Entry.objects.filter(column=post.column).count() or 0) + 1000
    Entry.objects.bulk_create(
        Entry(
            column=post.column, post=post, headline=f"{post.slug} {i}", body="<p>So.</p>", state=Entry.State.PUBLISHED,
            display_time=since + datetime.timedelta(minutes=i), published_at=timezone.now(), seq=first + i,
            first_seq=first + i,
        )
        for i in range(number)
    )


def another_post(by: User, column: Column, slug: str) -> Post:
    """An open post on the next day."""
    post = create_post(by=by, column=column, date=datetime.date(2015, 10, 8), slug=slug, text=PostText(title=slug))
    open_post(by=by, post=post)
    return Post.objects.select_related("column").get(pk=post.pk)


def ids(feed: object) -> list[str]:
    """The entries that a feed tells of, in its order."""
    return [entry.id.rpartition("/")[2] for entry in feed.entries]  # type: ignore[attr-defined]


def test_a_posts_feed_has_the_first_page_of_the_post_in_its_order(
    read: Read, client: Client, publish: Publish, live_post: Post, alice: User, format: str
) -> None:
    fill(live_post, 60)
    for entry in Entry.objects.order_by("pk")[:9]:
        late = DAY + datetime.timedelta(days=1)
        amend_entry(by=alice, entry=entry, revision=1, text=EntryText(headline="late", display_time=late))
    page = client.get(live_post.get_absolute_url()).content.decode()
    shown = re.findall(r'<article class="entry[^>]* data-id="([^"]+)"', page)
    assert len(shown) == 50
    assert ids(read(f"{live_post.get_absolute_url()}feed.{format}")) == shown


def test_a_columns_feed_goes_over_its_posts_and_the_sites_over_its_columns(
    read: Read, live_post: Post, column: Column, alice: User, format: str
) -> None:
    second = another_post(alice, column, "second")
    other = another_post(alice, create_column(by=alice, slug="other", title="Other"), "elsewhere")
    fill(live_post, 60)
    fill(second, 20, DAY + datetime.timedelta(hours=1))
    fill(other, 30, DAY + datetime.timedelta(hours=1, minutes=30, seconds=1))
    order = ("-display_time", "-first_seq")
    of_column = Entry.objects.filter(column=column).order_by(*order).values_list("pk", flat=True)
    of_site = Entry.objects.order_by(*order).values_list("pk", flat=True)
    assert ids(read(f"/putin-in-syria/feed.{format}")) == list(of_column[:50])
    assert ids(read(f"/feed.{format}")) == list(of_site[:50])


@pytest.mark.parametrize(("number", "told"), [(5, 12), (43, 50), (49, 50), (50, 50), (60, 50)])
def test_the_sites_feed_tells_of_the_newest_fifty_however_they_lie_in_the_columns(
    read: Read, live_post: Post, alice: User, format: str, number: int, told: int
) -> None:
    other = another_post(alice, create_column(by=alice, slug="other", title="Other"), "elsewhere")
    fill(live_post, number)
    fill(other, 7, DAY - datetime.timedelta(days=900))
    assert len(ids(read(f"/feed.{format}"))) == told


def test_nothing_private_is_in_any_feed(
    read: Read, publish: Publish, live_post: Post, column: Column, alice: User, addresses: list[str], format: str
) -> None:
    """Drafts, drafted posts, hidden columns, earlier texts and withdrawn ones; and the editors' own names."""
    entry = publish("Canary earlier", "<p>Canary earlier</p>")
    entry = amend_entry(by=alice, entry=entry, text=EntryText(headline="Now", body="<p>Now</p>"), revision=1)
    signed = (Signature(create_author(by=alice, name="Canary Author")),)
    withdrawn = publish_entry(
        by=alice, post=live_post, text=EntryText(headline="Canary headline", body="<p>Canary body</p>", bylines=signed)
    )
    withdraw_entry(by=alice, entry=withdrawn, reason="A person was in danger.")
    save_draft(by=alice, post=live_post, text=EntryText(headline="Canary draft", body="<p>Canary draft</p>"))
    drafted = create_post(
        by=alice, column=column, date=datetime.date(2015, 10, 9), slug="canary", text=PostText(title="Canary post")
    )
    save_draft(by=alice, post=drafted, text=EntryText(headline="Canary in a drafted post"))
    hidden = another_post(alice, create_column(by=alice, slug="hidden", title="Canary column"), "canary")
    publish_entry(by=alice, post=hidden, text=EntryText(headline="Canary hidden"))
    Column.objects.filter(slug="hidden").update(state="hidden")
    for address in addresses:
        feed = read(address)
        assert len(feed.entries) == 2
        assert b"canary" not in feed.raw.lower()
        assert b"alice" not in feed.raw.lower()


@pytest.mark.parametrize("number", [1, 60, 600])
def test_a_feed_costs_at_most_six_queries_however_long_the_column(
    client: Client, live_post: Post, alice: User, addresses: list[str], number: int,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    fill(live_post, number)
    for slug in ("one", "two", "three"):
        fill(another_post(alice, create_column(by=alice, slug=slug, title=slug), slug), number)
    author = create_author(by=alice, name="Sana Haddad")
    for entry in Entry.objects.filter(post=live_post).newest_first()[:5]:
        text = EntryText(headline="signed", bylines=(Signature(author),))
        amend_entry(by=alice, entry=entry, text=text, revision=1)
    for address in addresses:
        with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
            assert client.get(address).status_code == 200


def test_every_page_names_its_feeds_and_they_are_there(
    client: Client, read: Read, publish: Publish, live_post: Post, column: Column
) -> None:
    entry = publish("Strikes")
    for page in ("/", column.get_absolute_url(), live_post.get_absolute_url(), entry.get_absolute_url()):
        html = client.get(page).content.decode()
        named = re.findall(r'<link rel="alternate" type="(application/(rss|atom)\+xml)"[^>]* href="([^"]+)"', html)
        assert len(named) in {2, 4, 6}
        for kind, _, address in named:
            assert client.get(address)["Content-Type"].startswith(kind)
            assert read(address).titles == ["Strikes"]


def test_a_feed_names_itself_its_page_and_its_newest_change(
    read: Read, publish: Publish, column: Column, live_post: Post, alice: User, format: str
) -> None:
    publish("Strikes")
    for page in ("/", column.get_absolute_url(), live_post.get_absolute_url()):
        feed = read(f"{page}feed.{format}")
        links = {link.rel: link.href for link in feed.parsed.feed.links}
        assert links["self"] == f"http://127.0.0.1:8000{page}feed.{format}"
        assert feed.parsed.feed.link == f"http://127.0.0.1:8000{page}"
        assert feed.parsed.feed.updated_parsed[:6] == feed.entries[0].updated_parsed[:6]


def test_the_id_of_a_feed_outlives_its_address(read: Read, column: Column, live_post: Post) -> None:
    def ids_below(*pages: str) -> list[str]:
        return [read(f"{page}feed.atom").parsed.feed.id for page in pages]

    before = ids_below("/", "/putin-in-syria/", live_post.get_absolute_url())
    Column.objects.update(slug="syria", title="Syria")
    Post.objects.update(slug="week-one", title="Week one")
    after = ids_below("/", "/syria/", "/syria/2015-10-07/week-one/")
    assert before == after
    assert len(set(after)) == 3
