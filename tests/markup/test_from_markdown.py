"""A channel's posts, with the marks a messenger writes."""

import pytest

from columns.markup.from_markdown import from_markdown


def paragraphs(*inner: str) -> str:
    return "".join(f'<p dir="auto">{text}</p>' for text in inner)


def link(url: str, label: str) -> str:
    return f'<a href="{url}" rel="noopener nofollow">{label}</a>'


@pytest.mark.parametrize(
    ("post", "html"),
    [
        ("**Bold** and __slanted__ and ~~gone~~", ["<strong>Bold</strong> and <em>slanted</em> and <s>gone</s>"]),
        ("One\ntwo\n\n \nThree", ["One<br>two", "Three"]),
        ("**Headline\n**\nText", ["<strong>Headline</strong>", "Text"]),
        ("**One\n\ntwo** three", ["<strong>One</strong>", "<strong>two</strong> three"]),
        ("**One** **two\n\n**three", ["<strong>One two</strong>", "three"]),
        ("mid**dle** of a word", ["mid<strong>dle</strong> of a word"]),
        ("**bold __both** slanted__", ["<strong>bold <em>both</em></strong><em> slanted</em>"]),
        ("a **lonely mark", ["a **lonely mark"]),
        ("snake_case and 2 * 3 * 4", ["snake_case and 2 * 3 * 4"]),
        ("1. not a list\n- nor this\n# 5 nor this", ["1. not a list<br>- nor this<br># 5 nor this"]),
        ("2 < 3 & <b>tags</b>", ["2 &lt; 3 &amp; &lt;b&gt;tags&lt;/b&gt;"]),
        ("❗️**Срочно**", ["❗️<strong>Срочно</strong>"]),
        ("****", []),
    ],
)
def test_marks_are_switches(post: str, html: list[str]) -> None:
    assert from_markdown(post) == paragraphs(*html)


@pytest.mark.parametrize(
    ("post", "html"),
    [
        ("see [here](https://x.example/a_(b)).", f"see {link('https://x.example/a_(b)', 'here')}."),
        ("[__here__](https://x.example/)", link("https://x.example/", "<em>here</em>")),
        ("__on __[__here__](https://x.example/)", f"<em>on </em>{link('https://x.example/', '<em>here</em>')}"),
        ("__on [here__](https://x.example/)", f"<em>on {link('https://x.example/', 'here')}</em>"),
        ("[https://a.example/](https://x.example/)", link("https://x.example/", "https://a.example/")),
        ("[site](x.example/a)", link("https://x.example/a", "site")),
        ("[no](javascript:1) [way](//x.example)", "no way"),
        ("(https://x.example/a__b?c=d&e=f).", f"({link('https://x.example/a__b?c=d&amp;e=f', 'https://x.example/a__b?c=d&amp;e=f')})."),
        ("**see ****https://x.example/5**", f"<strong>see {link('https://x.example/5', 'https://x.example/5')}</strong>"),
        ("__read: ____bit.example/abc__", f"<em>read: {link('https://bit.example/abc', 'bit.example/abc')}</em>"),
        ("x.example and/or 1.5/2", "x.example and/or 1.5/2"),
        ("[brackets] (and these)", "[brackets] (and these)"),
    ],
)  # fmt: skip
def test_links_are_found_and_judged(post: str, html: str) -> None:
    assert from_markdown(post) == paragraphs(html)
