"""Words of any script, and words that mean harm: every feed stays a feed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection

from columns.models import Author, Column, Entry, Site
from columns.publishing.columns import change_column
from tests.feeds.conftest import ATOM, Read

Publish = Callable[..., Entry]

HOSTILE = [
    "<script>alert(1)</script>",
    "]]></title><item><title>forged",
    "a < b && c > d",
    "&lt;b&gt; &#0; &nbsp; %s {{ site }}",
    "\"'--><!-- <?xml version='1.0'?>",
    "\u200f😀 \U0001f1f8\U0001f1fe e\u0301",
]


@pytest.mark.parametrize("headline", HOSTILE)
def test_a_hostile_headline_is_plain_text(
    read: Read, publish: Publish, addresses: list[str], headline: str
) -> None:
    entry = publish(headline, "<p>]]> &amp; <em>so</em> on</p>")
    for address in addresses:
        feed = read(address)
        assert feed.titles == [entry.headline]
        assert entry.body in feed.contents[0]


@pytest.mark.parametrize(
    ("language", "direction", "headline", "body"),
    [
        ("ar", "rtl", "غارات قرب حمص", "<p>أعلن المتحدث ذلك.</p>"),
        ("ru", "ltr", "Удары под Хомсом", "<p>Об этом сообщил представитель.</p>"),
        ("fa", "rtl", "حملات نزدیک حمص", "<p>می‌گوید که چنین است.</p>"),
    ],
)
def test_a_feed_is_in_the_language_of_its_column(
    read: Read, publish: Publish, alice: User, column: Column, language: str, direction: str, headline: str, body: str
) -> None:
    change_column(
        by=alice, column=column, revision=column.revision, slug=column.slug, title=headline, description="",
        state="live", time_zone="UTC", language=language,
    )
    entry = publish(headline, body)
    rss, atom = read("/putin-in-syria/feed.rss"), read("/putin-in-syria/feed.atom")
    for feed in (rss, atom):
        assert feed.parsed.feed.language == language
        assert feed.parsed.feed.title == f"{headline} — Live blog"
        assert feed.titles == [headline]
        assert feed.contents[0].startswith(f'<div lang="{language}" dir="{direction}">')
        assert entry.body in feed.contents[0]
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [each.get(xml_lang) for each in read("/feed.atom").root.iter(f"{ATOM}entry")] == [language]


def test_one_bad_row_does_not_break_the_feed_for_the_others(
    read: Read, publish: Publish, addresses: list[str], alice: User
) -> None:
    bad, good = publish("bad", "<p>bad</p>"), publish("good", "<p>good</p>")
    # No verb stores such characters; a row from elsewhere may hold them. PostgreSQL itself refuses the first.
    worst = "" if connection.vendor == "postgresql" else "\x00"
    evil = f"{worst}\x0b\x1b\x7f\ufffe\uffff\u202e"
    author = Author.objects.create(name=f"Eve{evil}", slug="eve")
    bad.bylines.create(author=author)
    Entry.objects.filter(pk=bad.pk).update(headline=f"b{evil}ad", body=f"<p>b{evil}ad</p>")
    Column.objects.update(title=f"Putin{evil} in Syria", description=evil)
    Site.objects.create(name=f"Live{evil} blog", publisher=evil)
    for address in addresses:
        feed = read(address)
        assert feed.titles == ["good", "bad"]
        assert good.body in feed.contents[0]
        assert "<p>bad</p>" in feed.contents[1]


def test_a_very_long_headline_and_text_are_a_feed_all_the_same(
    read: Read, publish: Publish, addresses: list[str]
) -> None:
    entry = publish("word " * 59, "<p>word</p>" * 8000)
    for address in addresses:
        feed = read(address)
        assert feed.titles == [entry.headline]
        assert entry.body in feed.contents[0]


def test_the_summary_in_rss_is_short_plain_text_written_as_html(read: Read, publish: Publish) -> None:
    publish("Strikes", "<p>a &lt;b&gt; c</p>" + "<p>word</p>" * 500)
    (description,) = (item.findtext("description") or "" for item in read("/feed.rss").root.iter("item"))
    assert description.startswith("a &lt;b&gt; c word")
    assert len(description) < 350


def test_quotations_keep_their_speaker(read: Read, publish: Publish, addresses: list[str]) -> None:
    said = "<blockquote><p>We did not.</p></blockquote><figcaption>— a spokesman</figcaption>"
    entry = publish("", f'<figure class="quote">{said}</figure>')
    assert "a spokesman</figcaption>" in entry.body
    for address in addresses:
        assert entry.body in read(address).contents[0]
