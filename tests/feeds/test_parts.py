"""What feeds tell of relations, notes and translated quotations."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User

from columns.models import Entry, Post
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.texts import EntryText, Related
from columns.publishing.withdrawals import withdraw_entry
from tests.feeds.conftest import Read

Publish = Callable[..., Entry]


def test_an_item_says_which_earlier_one_it_contradicts_and_changes_with_it(
    read: Read, publish: Publish, live_post: Post, alice: User, addresses: list[str]
) -> None:
    first = publish("Strikes near Homs")
    text = EntryText("No strikes", "<p>None.</p>", relations=(Related(first, "contradicts"),))
    publish_entry(by=alice, post=live_post, text=text)
    for address in addresses:
        item, earlier = read(address).contents
        assert f'<a href="http://127.0.0.1:8000{first.get_absolute_url()}">Contradicts what was said on' in item
        assert "Strikes near Homs" in item
        assert "Contradict" not in earlier
    before = [each.updated_parsed for each in read("/feed.atom").entries]
    amend_entry(by=alice, entry=first, text=EntryText("Strikes near Hama"), revision=1)
    assert "Strikes near Hama" in read("/feed.atom").contents[0]
    assert read("/feed.atom").entries[0].updated_parsed >= before[0]
    withdraw_entry(by=alice, entry=first, reason="Wrong")
    assert "Strikes near" not in read("/feed.atom").contents[0]


def test_a_translated_quotation_is_told_in_full(read: Read, publish: Publish, addresses: list[str]) -> None:
    publish(
        "Said",
        '<figure class="quote"><blockquote lang="ar" dir="rtl"><p>نعم</p></blockquote>'
        '<blockquote cite="/x" lang="en" dir="ltr"><p>Yes</p></blockquote><p class="translator">Machine</p>'
        '<figcaption>The mayor</figcaption></figure><aside class="note"><p>Not verified.</p></aside>',
    )
    for address in addresses:
        (content,) = read(address).contents
        told = ["Yes", "Machine translation", "Original in Arabic:", "نعم", "The mayor", "Editor", "Not verified."]
        assert sorted(told, key=content.index) == told
        assert 'lang="ar" dir="rtl"' in content
        assert 'cite="http://127.0.0.1:8000/x"' in content
        assert "<details" not in content
