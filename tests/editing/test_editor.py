"""The editor's field: what it makes of addresses that were typed, whatever else was sent."""

from __future__ import annotations

import pytest

from columns.editing.editor import BodyField


def test_an_address_without_a_scheme_gets_one() -> None:
    typed = '<p><a class="x" href="example.org/a">one</a> <a href="/b">two</a> <a href="mailto:c@b.org">c</a></p>'
    assert BodyField().to_python(typed) == typed.replace('"example.org', '"https://example.org')


@pytest.mark.parametrize("bomb", ["<a\tb", '<a href="', '<a href="a.b', "a.b<a x="])
def test_a_form_full_of_beginnings_is_read_in_the_time_that_its_length_takes(bomb: str) -> None:
    """Were it the square of that, this would take hours."""
    typed = bomb * (4 * 1024 * 1024 // len(bomb))
    assert BodyField().to_python(typed) == typed
