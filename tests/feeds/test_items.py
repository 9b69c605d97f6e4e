"""What a feed says of one entry, and that it goes on being the same item whatever happens to the entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from columns.models import Column, Entry, Post
from columns.publishing.authors import create_author, rename_author
from columns.publishing.columns import change_column
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.marks import pin_entry
from columns.publishing.texts import EntryText, Signature
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from tests.feeds.conftest import ATOM, Read

Publish = Callable[..., Entry]
DAY = datetime(2015, 10, 7, tzinfo=UTC)


def amend(by: User, entry: Entry, **text: Any) -> Entry:
    """Amend an entry as it is now."""
    now = Entry.objects.get(pk=entry.pk)
    return amend_entry(by=by, entry=now, text=EntryText(**text), revision=now.revision)


def test_an_item_is_the_entry_with_its_id_its_permalink_and_its_full_text(
    read: Read, publish: Publish, addresses: list[str], column: Column
) -> None:
    entry = publish("Strikes near Homs", "<p>First.</p><p>Second, with <strong>weight</strong>.</p>")
    assert entry.published_at
    for address in addresses:
        (item,) = read(address).entries
        assert item.id == f"tag:liveblog.invalid,{entry.published_at.year}:entry/{entry.pk}"
        assert item.link == f"http://127.0.0.1:8000/putin-in-syria/entry/{entry.pk}/"
        assert item.title == "Strikes near Homs"
        assert entry.body in read(address).contents[0]
        assert item.published_parsed[:6] == entry.published_at.astimezone(UTC).timetuple()[:6]


def test_the_guid_of_rss_is_no_address(read: Read, publish: Publish) -> None:
    publish("Strikes")
    (guid,) = read("/feed.rss").root.iter("guid")
    assert guid.get("isPermaLink") == "false"


def test_the_year_of_an_id_is_that_of_the_publication_in_utc(
    read: Read, publish: Publish, addresses: list[str]
) -> None:
    entry = publish("New year in Damascus")
    Entry.objects.filter(pk=entry.pk).update(published_at=datetime(2015, 12, 31, 23, 30, tzinfo=UTC))
    for address in addresses:
        assert read(address).entries[0].id == f"tag:liveblog.invalid,2015:entry/{entry.pk}"


def test_id_and_time_of_publication_stay_and_the_time_of_change_moves_with_every_act(
    read: Read, publish: Publish, addresses: list[str], alice: User, column: Column
) -> None:
    entry = publish("Strikes", "<p>Four.</p>")
    settings = {
        name: getattr(column, name) for name in ("title", "description", "state", "time_zone", "language")
    }

    def rename() -> None:
        revision = Column.objects.get(pk=column.pk).revision
        change_column(by=alice, column=column, revision=revision, slug="syria", **settings)

    seen = [{(i.id, i.published) for a in addresses for i in read(a).entries}]
    times = [updated(read(addresses[0]).root)]
    assert times[0] == entry.published_at
    for act in (
        lambda: amend(alice, entry, headline="Strikes", body="<p>Five.</p>"),
        lambda: withdraw_entry(by=alice, entry=entry, reason="A source was in danger."),
        lambda: restore_entry(by=alice, entry=entry),
        lambda: amend(alice, entry, headline="Strikes", body="<p>Five.</p>", display_time=DAY),
    ):
        act()
        seen.append({(i.id, i.published) for a in addresses for i in read(a).entries})
        times.append(updated(read(addresses[0]).root))
    rename()
    moved = [address.replace("putin-in-syria", "syria") for address in addresses]
    seen.append({(i.id, i.published) for a in moved for i in read(a).entries})
    assert len(set(map(frozenset, seen))) == 1
    assert len(seen[0]) == 1
    assert times == sorted(set(times))
    assert updated(read(moved[0]).root) == times[-1]


def updated(root: Any) -> datetime:
    """The time of change of the first item, with its fraction of a second."""
    items = list(root.iter("item")) or list(root.iter(f"{ATOM}entry"))
    return datetime.fromisoformat(items[0].findtext(f"{ATOM}updated"))


def test_a_pin_and_an_authors_new_name_are_no_change_of_an_item(
    read: Read, publish: Publish, alice: User, live_post: Post
) -> None:
    author = create_author(by=alice, name="Sana Haddad")
    text = EntryText(headline="Strikes", bylines=(Signature(author),))
    entry = publish_entry(by=alice, post=live_post, text=text)
    before = updated(read("/feed.atom").root)
    pin_entry(by=alice, entry=entry)
    rename_author(by=alice, author=author, name="S. Haddad", revision=author.revision)
    after = read("/feed.atom")
    assert updated(after.root) == before
    assert after.entries[0].author == "S. Haddad"


def test_a_withdrawn_entry_stays_as_a_stub_with_its_reason_and_none_of_its_text(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    entry = publish("Canaryheadline", "<p>Canarybody</p>")
    withdraw_entry(by=alice, entry=entry, reason="It named a person who is in danger.")
    for address in addresses:
        feed = read(address)
        assert feed.titles == ["Withdrawn: It named a person who is in danger."]
        assert "Withdrawn on" in feed.contents[0]
        assert "It named a person who is in danger." in feed.contents[0]
        assert b"Canary" not in feed.raw


def test_the_text_of_an_amended_entry_says_when_it_was_amended_in_the_zone_of_its_column(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    entry = publish("Strikes", "<p>Four.</p>")
    amend(alice, entry, headline="Strikes", body="<p>Five.</p>")
    Entry.objects.filter(pk=entry.pk).update(amended_at=datetime(2015, 10, 7, 11, 5, tzinfo=UTC))
    for address in addresses:
        (content,) = read(address).contents
        assert "Amended on 7 October 2015 at 14:05 (Damascus, UTC+3)." in content
        assert content.index("Amended") < content.index("Five.")
        assert "Four." not in content


def test_a_follow_up_has_the_headline_of_its_thread_and_changes_with_it(
    read: Read, publish: Publish, alice: User, live_post: Post
) -> None:
    first = publish("Strikes near Homs", "<p>Four.</p>")
    text = EntryText(body="<p>The mayor answers.</p>", continues=first)
    publish_entry(by=alice, post=live_post, text=text)
    told = read("/feed.atom")
    before = updated(told.root)
    assert told.titles == ["Strikes near Homs", "Strikes near Homs"]
    link = f'<a href="http://127.0.0.1:8000/putin-in-syria/entry/{first.pk}/">'
    assert f"{link}Continues the update of" in told.contents[0]
    amend(alice, first, headline="Strikes near Hama", body="<p>Four.</p>")
    told = read("/feed.atom")
    assert told.titles == ["Strikes near Hama", "Strikes near Hama"]
    assert updated(told.root) > before


def test_a_follow_up_of_a_withdrawn_entry_says_nothing_of_it(
    read: Read, publish: Publish, alice: User, live_post: Post
) -> None:
    first = publish("Canary", "<p>Four.</p>")
    publish_entry(by=alice, post=live_post, text=EntryText(body="<p>The mayor answers.</p>", continues=first))
    withdraw_entry(by=alice, entry=first, reason="It was another town.")
    feed = read("/feed.atom")
    assert feed.titles == ["The mayor answers.", "Withdrawn: It was another town."]
    assert b"Canary" not in feed.raw
    assert "Continues" not in feed.contents[0]


def test_a_first_entry_does_not_change_because_its_story_goes_on(
    read: Read, publish: Publish, alice: User, live_post: Post
) -> None:
    first = publish("Strikes near Homs")
    publish_entry(by=alice, post=live_post, text=EntryText(body="<p>The mayor answers.</p>", continues=first))
    oldest = read("/feed.atom").entries[-1]
    assert oldest.updated == oldest.published


def test_without_a_headline_the_first_words_are_the_title(read: Read, publish: Publish, addresses: list[str]) -> None:
    publish("", "<p>Four <em>loud</em> strikes &amp; smoke.</p><p>More.</p>")
    for address in addresses:
        assert read(address).titles == ["Four loud strikes & smoke. More."]


def test_bylines_are_authors_translators_contribute_and_without_any_it_is_the_publisher(
    read: Read, live_post: Post, alice: User
) -> None:
    sana, agency, translator = (
        create_author(by=alice, name=name) for name in ("Sana Haddad", "Rapid Wire", "Omar K.")
    )
    signed = (Signature(sana), Signature(agency, "analysis"), Signature(translator, "translation"))
    publish_entry(by=alice, post=live_post, text=EntryText(headline="Strikes", bylines=signed))
    (item,) = read("/feed.atom").entries
    assert [author.name for author in item.authors] == ["Sana Haddad", "Rapid Wire"]
    assert [author.name for author in item.contributors] == ["Omar K."]
    assert read("/feed.atom").parsed.feed.author == "Live blog"
    creators = read("/feed.rss").root.iter("{http://purl.org/dc/elements/1.1/}creator")
    assert [creator.text for creator in creators] == ["Sana Haddad", "Rapid Wire"]


@pytest.mark.parametrize("link", ["/about/?a=1&amp;b=2", "?before=x", "#e-abc"])
def test_relative_links_of_a_text_are_absolute_in_a_feed(
    read: Read, publish: Publish, addresses: list[str], link: str
) -> None:
    quote = '<blockquote cite="/said/"><p>So.</p></blockquote>'
    entry = publish("", f'<p><a href="{link}">here</a> and href="{link}"</p>{quote}')
    page = f"http://127.0.0.1:8000/putin-in-syria/entry/{entry.pk}/"
    led = f"http://127.0.0.1:8000{link}" if link.startswith("/") else page + link
    for address in addresses:
        (content,) = read(address).contents
        assert f'href="{led}"' in content
        assert 'cite="http://127.0.0.1:8000/said/"' in content
        assert f'and href="{link}"' in content  # what only looks like a link is text
