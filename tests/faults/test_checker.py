"""The checker sees each way in which a history can be wrong, and nothing where it is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from .checker import assert_holds, check, figures
from .history import Entry, Heard, History, Journal, Logged, Operation, Shown, Truth

ONE, TWO, THREE, OTHER = (f"said-{number:016x}" for number in range(4))
EPOCH = "a"


def _operation(kind: str, at: float, entry: str, seq: int, words: str = "", **more: object) -> Operation:
    return Operation(kind, "ok", at, at + 0.1, entry, 1, seq, words, **more)  # type: ignore[arg-type]


def _heard(at: float, *words: str, door: str = "socket", asked: float = 0.0) -> Heard:
    return Heard(door, asked, at, frozenset(words))


@pytest.fixture
def history() -> History:
    """Two entries are published, one is amended and then withdrawn; two readers see it all, a newcomer the end."""
    journals = [
        Journal(
            name, 0.0, heard=[_heard(1.2, ONE), _heard(2.2, TWO), _heard(3.2, THREE)],
            labels=[(EPOCH, 0, 0), (EPOCH, 0, 5), (EPOCH, 1, 3), (EPOCH, 1, 4)], resets=1, lower="2015",
            shown={"x": Shown(4, frozenset()), "y": Shown(2, frozenset({TWO}))}, face="f", fresh="f",
        )
        for name in ("Ann", "Ben")
    ]  # fmt: skip
    return History(
        operations=[
            _operation("publish", 1, "x", 1, ONE),
            _operation("publish", 2, "y", 2, TWO),
            _operation("amend", 3, "x", 3, THREE),
            Operation("amend", "fail", 3.5, 3.6, "y", words=OTHER),
            _operation("withdraw", 4, "x", 4, taken=frozenset({ONE, THREE})),
        ],
        journals=journals,
        glances=[_heard(9, TWO, door="page", asked=8)],
        truth=Truth(
            EPOCH, 4, (Logged(1, "x", 1), Logged(2, "y", 1), Logged(3, "x", 2), Logged(4, "x", 2)),
            {"x": Entry("", 4, "2016"), "y": Entry(TWO, 2, "2017"), "z": Entry(TWO, 2, "2014")},
        ),
    )  # fmt: skip


def _drop_from_log(history: History) -> None:
    history.truth = replace(history.truth, log=(Logged(1, "", 0), *history.truth.log[1:]))


def _drop_from_database(history: History) -> None:
    del history.truth.entries["y"]


def _never_arrives(history: History) -> None:
    del history.journals[1].shown["y"]


def _stays_old(history: History) -> None:
    history.journals[1].shown["x"] = Shown(1, frozenset({ONE}))


def _half_arrives(history: History) -> None:
    history.journals[0].shown["y"] = Shown(2, frozenset({TWO, ONE}))


def _shows_what_was_refused(history: History) -> None:
    history.journals[0].heard.append(_heard(5, OTHER))


def _shows_it_too_early(history: History) -> None:
    history.glances.append(_heard(1.5, TWO, door="page", asked=1.4))


def _shows_what_is_not_there(history: History) -> None:
    history.journals[0].shown["ghost"] = Shown(2, frozenset())


def _says_what_nobody_said(history: History) -> None:
    history.operations = [op for op in history.operations if op.words != TWO]
    history.journals = [replace(each, heard=[], shown={**each.shown, "y": Shown(2, frozenset({TWO}))})
                        for each in history.journals]  # fmt: skip
    history.glances.clear()


def _skips_a_number(history: History) -> None:
    history.truth = replace(history.truth, head=5)


def _numbers_twice(history: History) -> None:
    history.truth = replace(history.truth, log=(*history.truth.log[:3], Logged(3, "", 0)))


def _goes_back(history: History) -> None:
    history.journals[0].labels.append((EPOCH, 1, 3))


def _stands_still(history: History) -> None:
    history.journals[0].labels.append((EPOCH, 1, 4))


def _looks_different(history: History) -> None:
    history.journals[1].face = "g"


def _was_not_looked_at(history: History) -> None:
    history.journals[1].face = history.journals[1].fresh = ""


def _comes_back_on_a_page(history: History) -> None:
    history.glances.append(_heard(4.3, THREE, door="page", asked=4.2))


def _comes_back_at_a_resume(history: History) -> None:
    history.journals[0].heard.append(_heard(5.3, ONE, asked=5.2))


@pytest.mark.parametrize(
    ("invariant", "doctor"),
    [
        ("I1", _drop_from_log), ("I1", _drop_from_database), ("I1", _never_arrives), ("I1", _stays_old),
        ("I1", _half_arrives), ("I2", _shows_what_was_refused), ("I2", _shows_it_too_early),
        ("I2", _shows_what_is_not_there), ("I2", _says_what_nobody_said), ("I3", _skips_a_number),
        ("I3", _numbers_twice), ("I3", _goes_back), ("I3", _stands_still), ("I4", _looks_different),
        ("I4", _was_not_looked_at), ("I5", _comes_back_on_a_page), ("I5", _comes_back_at_a_resume),
    ],
)  # fmt: skip
def test_it_sees_what_is_wrong(history: History, invariant: str, doctor: Callable[[History], None]) -> None:
    doctor(history)
    assert invariant in {violation[:2] for violation in check(history)}
    with pytest.raises(AssertionError, match=invariant):
        assert_holds(history)


def test_it_has_nothing_against_what_is_right(history: History) -> None:
    assert check(history) == []
    assert_holds(history)


def test_what_is_unknown_may_have_happened_or_not(history: History) -> None:
    history.operations.append(Operation("amend", "unknown", 5, 6, "y", words=OTHER))
    assert check(history) == []
    history.truth.entries["y"] = Entry(OTHER, 5, "2017")
    history.truth = replace(history.truth, head=5, log=(*history.truth.log, Logged(5, "y", 2)))
    for journal in history.journals:
        journal.shown["y"] = Shown(5, frozenset({OTHER}))
    assert check(history) == []


def test_what_was_restored_may_be_shown_again(history: History) -> None:
    history.operations.append(_operation("restore", 6, "x", 5, THREE))
    history.truth.entries["x"] = Entry(THREE, 5, "2016")
    history.truth = replace(history.truth, head=5, log=(*history.truth.log, Logged(5, "x", 2)))
    for journal in history.journals:
        journal.shown["x"] = Shown(5, frozenset({THREE}))
    history.glances.append(_heard(6.2, THREE, door="page", asked=6.1))
    assert check(history) == []
    history.glances.append(_heard(5.2, THREE, door="page", asked=5.1))
    assert [violation[:2] for violation in check(history)] == ["I5"]


def test_another_process_may_remember_a_withdrawn_text_for_a_second(history: History) -> None:
    history.journals[0].heard.append(_heard(5.0, ONE, asked=4.9))
    assert check(history) == []


def test_what_a_restored_backup_undid_is_to_vanish(history: History) -> None:
    history.operations.append(_operation("publish", 6, "w", 5, OTHER))
    history.backup, history.restored = 5.0, 7.0
    assert check(history) == []
    history.journals[0].shown["w"] = Shown(5, frozenset({OTHER}))
    assert [violation[:2] for violation in check(history)] == ["I2"]


def test_below_its_window_a_reader_need_not_show_anything(history: History) -> None:
    history.journals[0].lower = "2018"
    history.journals[0].shown.clear()
    assert check(history) == []


def test_a_history_without_readers_or_acts_proves_nothing(history: History) -> None:
    with pytest.raises(AssertionError, match="nothing was acknowledged"):
        assert_holds(replace(history, operations=[]))
    with pytest.raises(AssertionError, match="nobody read"):
        assert_holds(replace(history, journals=[]))


def test_it_measures_from_the_call_to_the_reader(history: History) -> None:
    found = figures(history)
    assert (found.count, round(found.p50, 3), round(found.most, 3)) == (6, 0.2, 0.2)
