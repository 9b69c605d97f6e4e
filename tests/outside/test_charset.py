"""Bytes become text, whatever is said about them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as some

from columns.outside.charset import decode

RUSSIAN = "Удары по Ракке продолжаются"
ARABIC = "غارات جوية على مدينة الرقة"


@pytest.mark.parametrize(
    ("text", "charset", "announced", "meta"),
    [
        (RUSSIAN, "utf-8", "utf-8", ""),
        (RUSSIAN, "utf-8", "", ""),
        (RUSSIAN, "utf-8", "iso-8859-1", ""),
        (RUSSIAN, "utf-8", "nonsense", ""),
        (RUSSIAN, "utf-8", "utf-8", '<meta charset="windows-1251">'),
        (RUSSIAN, "utf-8", "", '<meta charset="utf-16">'),
        (RUSSIAN, "cp1251", "windows-1251", ""),
        (RUSSIAN, "cp1251", "", '<meta charset="windows-1251">'),
        (RUSSIAN, "cp1251", "", "<META content='text/html; charset=Windows-1251' http-equiv=Content-Type>"),
        (RUSSIAN, "cp1251", "", '<?xml version="1.0" encoding="windows-1251"?>'),
        (RUSSIAN, "cp1251", "utf-8", "<meta charset=cp1251>"),
        (RUSSIAN, "cp1251", "nonsense", "<meta charset=cp1251>"),
        (RUSSIAN, "koi8-r", "KOI8-R", ""),
        (RUSSIAN, "iso8859-5", "iso-8859-5", ""),
        (RUSSIAN, "utf-16-le", "utf-16le", ""),
        (ARABIC, "cp1256", "windows-1256", ""),
        (ARABIC, "iso8859-6", "", '<meta charset="ISO-8859-6">'),
        ("שלום", "iso8859-8", "iso-8859-8-i", ""),
        ("Çağ “x”", "cp1254", "iso-8859-9", ""),
        ("“€” – é", "cp1252", "iso-8859-1", ""),
        ("“€” – é", "cp1252", "", ""),
        ("“€” – é", "cp1252", "us-ascii", ""),
        ("新闻", "gb18030", "gb2312", ""),
        ("ニュース", "cp932", "Shift_JIS", ""),
        ("ニュース", "iso2022_jp", "iso-2022-jp", ""),
        ("뉴스", "cp949", "euc-kr", ""),
    ],
)
def test_it_is_read_in_the_charset_that_it_is_in(text: str, charset: str, announced: str, meta: str) -> None:
    start = "" if meta.startswith("<?xml") else "<html><head>"
    body = f"{start}{meta}<title>{text}</title>".encode(charset)
    assert f"<title>{text}</title>" in decode(body, announced)


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_believed_and_not_shown(charset: str) -> None:
    assert decode(RUSSIAN.encode(charset), "windows-1251") == RUSSIAN


def test_a_big_endian_mark_is_known_too() -> None:
    assert decode(codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be")) == RUSSIAN


@pytest.mark.parametrize(
    "name", ["zlib", "hex", "rot13", "unicode_escape", "utf-7", "punycode", "idna", "base64", "\0", "é"]
)
def test_what_is_no_charset_of_the_web_is_not_used(name: str) -> None:
    assert decode(b"+ADw-script+AD4- \\u003cscript\\u003e", name) == "+ADw-script+AD4- \\u003cscript\\u003e"


def test_a_few_broken_bytes_spoil_only_themselves() -> None:
    assert decode(RUSSIAN.encode() + b"\xff." + RUSSIAN.encode(), "utf-8") == f"{RUSSIAN}\ufffd.{RUSSIAN}"
    assert decode(RUSSIAN.encode()[:-1]) == RUSSIAN[:-1] + "\ufffd"


@given(
    some.binary(max_size=200),
    some.text("utf-816gbk \0é", max_size=9) | some.sampled_from(["utf-8", "utf-16", "gb18030", "big5", "cp1252"]),
)
def test_it_never_fails(body: bytes, announced: str) -> None:
    decode(body, announced).encode()


def test_a_page_that_is_nothing_but_beginnings_is_read_at_once() -> None:
    assert decode(b"<meta " * 100_000).startswith("<meta ")
    assert decode(b"\xff<meta charset=" + b" " * 500_000, "").startswith("ÿ")
