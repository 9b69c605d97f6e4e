"""Memory: what it keeps, what it forgets, and for whom it is enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from columns.live.memory import Memory


def test_a_newer_change_takes_the_place_of_the_older() -> None:
    memory = Memory(floor=0)
    memory.remember(1, "entry:a", "the name of a source")
    memory.remember(2, "entry:b", "b")
    memory.remember(3, "entry:a", "withdrawn")
    assert memory.since(0) == [(2, "b"), (3, "withdrawn")]
    assert "source" not in repr(vars(memory))


def test_it_tells_what_came_after_a_number() -> None:
    memory = Memory(floor=4)
    for seq in (5, 6, 8):
        memory.remember(seq, f"entry:{seq}", str(seq))
    assert memory.since(4) == [(5, "5"), (6, "6"), (8, "8")]
    assert memory.since(6) == [(8, "8")]
    assert memory.since(8) == []


def test_below_its_floor_it_does_not_know() -> None:
    memory = Memory(floor=4)
    assert memory.since(3) is None
    assert memory.since(4) == []


def test_the_oldest_give_way_and_raise_the_floor() -> None:
    memory = Memory(floor=0, bound=10)
    for seq in range(1, 6):
        memory.remember(seq, f"entry:{seq}", "1234")
    assert memory.floor == 3
    assert memory.since(2) is None
    assert memory.since(3) == [(4, "1234"), (5, "1234")]


def test_it_is_bounded_in_bytes_and_not_in_letters() -> None:
    memory = Memory(floor=0, bound=10)
    memory.remember(1, "entry:a", "شاهد")  # eight bytes
    memory.remember(2, "entry:b", "abc")
    assert memory.floor == 1
    assert memory.since(1) == [(2, "abc")]


def test_a_change_larger_than_the_bound_is_not_kept() -> None:
    memory = Memory(floor=0, bound=10)
    memory.remember(1, "entry:a", "a")
    memory.remember(2, "entry:b", "b" * 11)
    assert memory.floor == 2
    assert memory.since(2) == []


@given(st.lists(st.tuples(st.integers(0, 5), st.text("aش", max_size=6)), max_size=40), st.integers(0, 40))
def test_what_it_tells_is_whole(history: list[tuple[int, str]], cursor: int) -> None:
    memory = Memory(floor=0, bound=20)
    last: dict[int, tuple[int, str]] = {}
    for seq, (thing, text) in enumerate(history, start=1):
        memory.remember(seq, f"entry:{thing}", text)
        last[thing] = (seq, text)
        kept = memory.since(memory.floor) or []
        assert sum(len(change.encode()) for _, change in kept) <= 20
    told = memory.since(cursor)
    assert (told is None) == (cursor < memory.floor)
    assert told in (None, sorted(change for change in last.values() if change[0] > cursor))
