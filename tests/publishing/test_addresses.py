"""Addresses: slugs that people type."""

from __future__ import annotations

import pytest

from columns.models.column import slug_rule
from columns.publishing.addresses import clean_slug
from columns.publishing.errors import Refused


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("The First Week", "the-first-week"),
        ("  snake_case__and--more ", "snake-case-and-more"),
        ("Сирия: день 7", "сирия-день-7"),
        ("سوريا اليوم", "سوريا-اليوم"),
        ("Kyïv / Київ?", "kyïv-київ"),
        ("../../etc/passwd", "etcpasswd"),
        ("<script>", "script"),
        ("x" * 79 + "-" + "y" * 20, "x" * 79),
        ("-a-", "a"),
    ],
)
def test_it_is_made_fit_for_a_url(typed: str, slug: str) -> None:
    assert clean_slug(typed) == slug
    assert clean_slug(slug) == slug


@pytest.mark.parametrize("typed", ["", "   ", "—", "!?", "___", "🙂", "\x00"])
def test_without_letters_or_digits_it_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="letters or digits"):
        clean_slug(typed)


@pytest.mark.parametrize("typed", ["ÄÖÜ", "İstanbul", "ẞ", "Ǆ", "ΌΣΟΣ", "𝐀bc", "ﬁ", "①", "a\u0301b", "کتاب\u200cها"])
def test_whatever_the_script_it_is_refused_or_satisfies_the_rule(typed: str) -> None:
    slug_rule(clean_slug(typed))


def test_reserved_addresses_are_so_at_the_top_level_only() -> None:
    with pytest.raises(Refused, match="reserved"):
        clean_slug("Live", top_level=True)
    assert clean_slug("Live") == "live"
