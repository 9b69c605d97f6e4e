"""Two texts with marks on what is different."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest

from columns.markup.alignment import Effort, aligned
from columns.markup.differences import differences, plain_differences
from columns.markup.sanitise import sanitise

MARK = re.compile(r'</?(?:ins|del)(?: class="differs")?>')
TEXTS = [
    sanitise(html)
    for html in (
        "<p>Twenty-six of them.</p><p>They fly low.</p>",
        '<p dir="rtl" lang="ar">قال شهود إن الطريق مغلق.</p><p>They fly <strong>very</strong> low.</p>',
        "<table><tbody><tr><td>23</td><td>targets</td></tr></tbody></table>",
        '<blockquote><p>We heard <a href="https://a.example/">two</a> strikes.</p></blockquote>',
        "",
    )
]


def bare(html: str) -> str:
    """A text without our marks."""
    return MARK.sub("", html)


def words_in(html: str, mark: str) -> list[str]:
    """What is marked."""
    return re.findall(rf'<{mark} class="differs">(.*?)</{mark}>', html)


@pytest.mark.parametrize("old", TEXTS)
@pytest.mark.parametrize("new", TEXTS)
def test_without_the_marks_each_text_is_what_it_was_and_with_them_it_is_well_formed(old: str, new: str) -> None:
    before, after = differences(old, new)
    assert (bare(before), bare(after)) == (old, new)
    for marked in (before, after):
        assert bare(sanitise(marked)) == bare(marked)


def test_only_the_words_that_changed_are_marked_in_the_paragraph_that_they_stand_in() -> None:
    before, after = differences(
        '<p>First.</p><p dir="rtl">قال شهود إن الطريق مغلق.</p>',
        '<p>First.</p><p>New.</p><p dir="rtl">قال شهود إن الجسر مغلق.</p>',
    )
    assert words_in(before, "del") == ["الطريق"]
    assert words_in(after, "ins") == ["New.", "الجسر"]


def test_a_cell_of_a_table_is_compared_with_the_cell_in_its_place() -> None:
    table = "<table><tbody><tr><td>Hama</td><td>{}</td></tr><tr><td>Idlib</td><td>8 dead</td></tr></tbody></table>"
    before, after = differences(table.format("7 dead"), table.format("9 dead"))
    assert (words_in(before, "del"), words_in(after, "ins")) == (["7"], ["9"])


def test_another_address_behind_the_same_words_is_marked() -> None:
    text = '<p>See <a href="https://{}.example/">here</a> now.</p>'
    before, after = differences(text.format("a"), text.format("b"))
    assert (words_in(before, "del"), words_in(after, "ins")) == (["here"], ["here"])


def test_plain_lines_come_out_as_html() -> None:
    assert plain_differences("Five <b>", "Six <b>") == (
        '<del class="differs">Five</del> &lt;b&gt;', '<ins class="differs">Six</ins> &lt;b&gt;'
    )


def test_however_large_and_different_the_texts_the_effort_ends() -> None:
    chance = random.Random(7)
    for size, words in ((60_000, "ab"), (20_000, [f"w{n}" for n in range(3000)])):
        old, new = ([chance.choice(words) for _ in range(size)] for _ in range(2))
        effort = Effort(200_000)
        pairs = aligned(old, new, effort)
        assert effort.left >= 0
        assert all(old[i] == new[j] for i, j in pairs)
        assert all(a < b and c < d for (a, c), (b, d) in pairwise(pairs))
