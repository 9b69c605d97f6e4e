"""A host in the one spelling by which it is compared, shown and asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from columns.markup.hosts import ascii_host

READ = {
    "News.Example": "news.example",
    "news.example.": "news.example",
    "ＮＥＷＳ．example": "news.example",
    "news。example｡": "news.example",
    "①②⑦.⓪.⓪.①": "127.0.0.1",
    "пример.рф": "xn--e1afmkfd.xn--p1ai",
    "XN--E1AFMKFD.xn--p1ai": "xn--e1afmkfd.xn--p1ai",
    "faß.example": "xn--fa-hia.example",
    "ẞ.example": "xn--zca.example",
    "ς.example": "xn--3xa.example",
    "نامه\u200cای.example": "xn--mgba3gch31f060k.example",
    "you\u200dtube.example": "xn--youtube-j06c.example",
    "İstanbul.example": "xn--istanbul-o0e.example",
    "e\u0301.example": "xn--9ca.example",
    "ab\u00adc.example": "abc.example",
    "l·l.example": "xn--ll-0ea.example",
    "i❤.example": "xn--i-7iq.example",
    "my_é.example": "xn--my_-dma.example",
    "2130706433": "2130706433",
    "127.0.0.1": "127.0.0.1",
    "2606:4700:0:0::1111": "2606:4700::1111",
    "2606:4700::ABCD": "2606:4700::abcd",
    "::ffff:127.0.0.1": "::ffff:7f00:1",
}
MALFORMED = [
    *("", ".", "..", "a..b", ".a.example", "a.example..", "\u00ad.example", "a b.example", "a/b.example"),
    *("a\u2044b.example", "a\u2215b.example", "a℀.example", "a\u203fb.example", "a\u202eb.example", "a\ud800.example"),
    *("a:b", "[::1]", "fe80::1%eth0", "1::2::3", "::1:é", "\u0301a.example", "אb.example", "aא.example"),
    *("é?.example", "é@b.example", "éb.example\n"),
    *("xn--é.example", "xn--а.example", "xn--a.example", "xn--.example", "xn--9ca-.example", "xn--xn--.example"),
    *("xn--dca.example", "xn--a-ecp.ru\n", "xn--99999999", f"{'a' * 64}.example", f"{'я' * 60}.example", "a." * 130),
]


@pytest.mark.parametrize(("host", "plain"), READ.items())
def test_a_host_is_read_as_browsers_read_it(host: str, plain: str) -> None:
    assert ascii_host(host) == plain
    assert ascii_host(plain) == plain


@pytest.mark.parametrize("host", MALFORMED)
def test_what_no_host_can_be_is_refused(host: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ascii_host(host)


def test_a_host_of_the_greatest_length_is_one() -> None:
    host = f"{'a.' * 125}org"
    assert len(host) == 253
    assert ascii_host(f"{host}.") == host
    with pytest.raises(ValueError, match="too long"):
        ascii_host(f"a{host}")


@given(some.one_of(some.text(max_size=40), some.text("xn-.aéß\u200d١א１。②:0_", max_size=24)))
def test_whatever_is_read_is_plain_and_stays_as_it_is(host: str) -> None:
    try:
        plain = ascii_host(host)
    except ValueError:
        return
    assert set(plain) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.:")
    assert 0 < len(plain) <= 253
    assert ascii_host(plain) == plain
