"""A name leads where all of its addresses lead, as they were when they were checked."""

from __future__ import annotations

import socket

import pytest

from columns.outside.deadline import Deadline
from columns.outside.fetch import fetch
from columns.outside.guard import Guard, dial
from columns.outside.kinds import Kind
from columns.outside.reasons import Reason, Refused
from tests.outside.attacks import PRIVATE
from tests.outside.world import World

URL = "http://news.example/"
GOOD = "93.184.215.14"


def refused(url: str = URL, deadline: float = 8) -> Reason:
    """Why an address was not fetched."""
    with pytest.raises(Refused) as refusal:
        fetch(url, Kind.TEXT, deadline=deadline)
    return refusal.value.reason


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_inside_is_refused_before_anybody_is_dialled(outside_world: World, address: str) -> None:
    outside_world.page(URL, b"secret")
    outside_world.names["news.example"] = [[address]]
    assert refused() == Reason.ADDRESS
    assert not outside_world.dialled


@pytest.mark.parametrize("answers", [[GOOD, "10.0.0.1"], ["::1", GOOD], [GOOD, "2606:4700::1", "64:ff9b::1"]])
def test_a_name_with_mixed_answers_is_refused(outside_world: World, answers: list[str]) -> None:
    outside_world.page(URL, b"secret")
    outside_world.names["news.example"] = [answers]
    assert refused() == Reason.ADDRESS
    assert not outside_world.dialled


def test_a_name_that_answers_differently_the_second_time_is_not_asked_a_second_time(outside_world: World) -> None:
    outside_world.page(URL, b"news")
    outside_world.names["news.example"] = [[GOOD], ["127.0.0.1"]]
    assert fetch(URL, Kind.TEXT).text == "news"
    assert outside_world.looked_up == ["news.example"]
    assert outside_world.dialled == [(GOOD, 80)]


def test_a_redirect_to_the_same_name_checks_it_anew(outside_world: World) -> None:
    outside_world.redirect(URL, "/next")
    outside_world.page("http://news.example/next", b"secret")
    outside_world.names["news.example"] = [[GOOD], ["127.0.0.1"]]
    assert refused() == Reason.ADDRESS
    assert outside_world.dialled == [(GOOD, 80)]


def test_an_address_at_which_nobody_is_gives_way_to_the_next_checked_one(outside_world: World) -> None:
    outside_world.page(URL, b"news")
    outside_world.names["news.example"] = [["2606:4700::1", GOOD]]
    outside_world.dead = {"2606:4700::1"}
    assert fetch(URL, Kind.TEXT).text == "news"
    assert outside_world.dialled == [("2606:4700::1", 80), (GOOD, 80)]


def test_a_name_that_leads_nowhere_is_unreachable(outside_world: World) -> None:
    assert refused() == Reason.UNREACHABLE


def test_a_name_whose_addresses_are_all_dead_is_unreachable(outside_world: World) -> None:
    outside_world.names["news.example"] = [[GOOD, "1.1.1.1"]]
    outside_world.dead = {GOOD, "1.1.1.1"}
    assert refused() == Reason.UNREACHABLE


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "0"])
def test_without_a_made_up_world_the_guard_lets_nobody_in_either(host: str) -> None:
    with pytest.raises(Refused) as refusal:
        Guard(Deadline(8)).connect_tcp(host, 80)
    assert refusal.value.reason == Reason.ADDRESS


def test_the_guard_dials_no_other_port_whoever_asks_it_to() -> None:
    with pytest.raises(Refused) as refusal:
        Guard(Deadline(8)).connect_tcp(GOOD, 22)
    assert refusal.value.reason == Reason.PORT


def test_an_address_that_was_checked_is_dialled_as_it_is() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        stream = dial(*server.getsockname(), timeout=8)
        connection, caller = server.accept()
        assert stream.get_extra_info("client_addr") == caller
        connection.close()
        stream.close()


def test_a_resolver_that_hangs_is_not_waited_for(outside_world: World) -> None:
    outside_world.hanging = {"news.example"}
    assert refused(deadline=0.3) == Reason.TOO_SLOW


def test_many_names_that_hang_do_not_pile_up(outside_world: World) -> None:
    outside_world.hanging = {"news.example"}
    assert {refused(deadline=0.02) for _ in range(40)} == {Reason.TOO_SLOW}
    assert len(outside_world.looked_up) == 16
