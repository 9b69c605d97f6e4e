"""Which addresses a text may link to."""

import pytest

from columns.markup.links import LENGTH_CAP, is_external, safe_url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a/b;c?d=e&f=g#h",
        "HTTPS://Example.org/",
        "https://[2001:db8::1]/x",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://пример.рф/путь",
        "https://example.org/a@b?c@d#e@f",
        "https://example.org/?u=javascript:1",
        "mailto:desk@example.org",
        "mailto:desk@example.org?subject=Tip",
        "/column/2015-10-01/day/",
        "/",
        "#entry-abc",
        "?before=7",
    ],
)
def test_an_ordinary_address_is_kept_as_it_is(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        " ",
        "example.org",
        "page.html",
        "../up",
        "javascript:alert(1)",
        "javascript:1",
        "JavaScript:1",
        "\x01javascript:1",
        "java\tscript:1",
        "java\nscript:1",
        "java\x00script:1",
        "vbscript:1",
        "data:text/html,x",
        "data:1",
        "blob:https://example.org/1",
        "file:///etc/passwd",
        "ftp://example.org",
        "tel:1",
        "localhost:80",
        "//example.org",
        "/\\example.org",
        "\\\\example.org",
        "/\t/example.org",
        "https:/\\example.org",
        "https:example.org",
        "https:///example.org",
        "https://",
        "https://:80/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://[::1",
        "https://bbc.example@evil.example/",
        "https://user:word@evil.example/",
        "https://bbc.example%40evil.example/",
        "https://bbc.example\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org/\u202egnp",
        "mailto:",
        "mailto:nobody",
        "mailto://desk@example.org",
        "&#106;avascript:1",
        f"https://example.org/{'x' * LENGTH_CAP}",
    ],
)
def test_nothing_links_to_a_doubtful_address(url: str) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (" https://example.org/\n", "https://example.org/"),
        ("https://exam\tple.org/", "https://example.org/"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("/x\"onclick='y", "/x%22onclick=%27y"),
        ("/<script>", "/%3Cscript%3E"),
    ],
)
def test_an_address_is_stored_as_a_browser_reads_it(given: str, stored: str) -> None:
    assert safe_url(given) == stored


def test_only_a_full_address_leads_to_another_site() -> None:
    assert is_external("HTTP://example.org")
    assert not is_external("/x")
    assert not is_external("mailto:desk@example.org")
