"""What comes into the editor from elsewhere, pasted or stored, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from columns.models import Entry, Post
from tests.orm import Orm

from .pasted import ARTICLE, DOCS, PASTE, WORD
from .writing import editor, publish_by_key, until


def test_a_web_article_is_pasted_without_its_looks(writer_page: Page, live_post: Post, orm: Orm) -> None:
    editor(writer_page).evaluate(PASTE, {"text/html": ARTICLE})
    assert publish_by_key(writer_page, orm).body == (
        '<h3 dir="auto">Strikes on Idlib</h3>'
        '<p dir="auto">Russian jets <strong>struck</strong> on '
        '<a href="https://example.org/a" rel="noopener nofollow">Tuesday</a>.</p>'
        '<h3 dir="auto">What is known</h3>'
        '<ul><li dir="auto"><p dir="auto">Four villages</p></li>'
        '<li dir="auto"><p dir="auto">Two hospitals</p></li></ul>'
        '<blockquote dir="auto"><p dir="auto">“We saw it,” he said.</p></blockquote>'
        '<h4 dir="auto">Background</h4><p dir="auto">The <em>third</em> such raid.</p>'
    )


def test_a_word_document_keeps_its_lists(writer_page: Page, live_post: Post, orm: Orm) -> None:
    editor(writer_page).evaluate(PASTE, {"text/html": WORD})
    assert publish_by_key(writer_page, orm).body == (
        '<h3 dir="auto">Report</h3><p dir="auto">Seen by <strong>two</strong> witnesses:</p>'
        '<ul><li dir="auto"><p dir="auto">a convoy</p>'
        '<ol><li dir="auto"><p dir="auto">of tanks</p></li></ol></li>'
        '<li dir="auto"><p dir="auto">a plane</p></li></ul><p dir="auto">The end.</p>'
    )


def test_emphasis_is_kept_from_google_docs(writer_page: Page, live_post: Post, orm: Orm) -> None:
    editor(writer_page).evaluate(PASTE, {"text/html": DOCS})
    assert publish_by_key(writer_page, orm).body == '<p dir="auto"><strong>Bold</strong><em> and italic</em></p>'


def test_what_is_stored_survives_being_edited(
    writer_page: Page, publish: Callable[..., Entry], orm: Orm
) -> None:
    stored = publish(
        "Rich",
        '<p lang="ru" dir="ltr">Он <span lang="ar" dir="rtl">قال</span>, <cite>Правда</cite> <s>5</s> <del>6</del>'
        ' <ins>7</ins> H<sub>2</sub>O m<sup>2</sup> <bdi>x</bdi> <time datetime="2015-10-07">then</time>'
        ' <a href="https://example.org/" hreflang="ru" title="There">link</a></p>'
        '<ol start="3"><li dir="auto"><p dir="auto">three</p></li></ol><hr>'
        '<figure class="quote"><blockquote lang="ar" dir="rtl"><p lang="ar" dir="rtl">نحن</p></blockquote>'
        '<blockquote lang="en" dir="ltr"><p lang="en" dir="ltr">We</p></blockquote>'
        '<figcaption dir="auto">He, <em>there</em></figcaption></figure>'
        '<table tabindex="0"><tbody><tr><th scope="col" dir="auto"><p dir="auto">a</p></th><td colspan="2" dir="auto">'
        '<p dir="auto">b</p></td></tr></tbody></table>'
        '<blockquote cite="https://example.org/" dir="auto"><p dir="auto">q</p></blockquote><p dir="auto">end</p>',
    )
    text = editor(writer_page, f"/admin/columns/entry/{stored.pk}/change/")
    text.press("Control+End")
    until(writer_page, "() => getSelection().anchorNode?.textContent === 'end'")
    writer_page.keyboard.type("!")
    expect(text).to_contain_text("end!")
    writer_page.keyboard.press("Control+Enter")
    expect(writer_page.locator(".messagelist .success")).to_be_visible()
    entry = orm(Entry.objects.get, pk=stored.pk)
    assert entry.body == stored.body.replace("end</p>", "end!</p>")
