"""Keys: a request that comes again is answered again and done once."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError

from columns.models import Entry, Submission
from columns.publishing.entries import amend_entry
from columns.publishing.texts import EntryText
from columns.publishing.withdrawals import withdraw_entry
from tests.live_server import LiveServer
from tests.publishing.at_once import at_once

from .conftest import Tool

Refused = Callable[..., dict[str, Any]]


@pytest.mark.django_db
def test_the_second_arrival_gets_the_first_answer(tool: Tool) -> None:
    first, second = tool.send(), tool.send()
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert first.headers["Location"] == second.headers["Location"]
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_the_answer_stays_whatever_editors_do_to_the_entry(tool: Tool) -> None:
    first = tool.send()
    entry = amend_entry(by=None, entry=Entry.objects.get(), text=EntryText("Perhaps"), revision=1)
    withdraw_entry(by=None, entry=entry, reason="Mistaken")
    assert tool.send().json() == first.json()


@pytest.mark.django_db
def test_an_object_is_the_same_in_any_order(tool: Tool) -> None:
    first = tool.send(b'{"headline": "A", "body": "B"}')
    assert tool.send(b'{ "body":"\\u0042", "headline":"A" }').json() == first.json()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [{"headline": "Perhaps"}, {"headline": "Certainly", "pinned": True}, {"headline": "Certainly", "key_event": True}],
)
def test_a_key_with_something_else_is_refused_and_nothing_is_lost_unsaid(
    tool: Tool, refused: Refused, other: dict[str, Any]
) -> None:
    tool.send()
    refused(tool.send(other), 422, "Idempotency-Key")
    assert Entry.objects.count() == 1
    assert tool.send(other, "two").status_code == 201


@pytest.mark.django_db
def test_a_refused_request_may_come_again_mended_under_its_key(tool: Tool, refused: Refused) -> None:
    refused(tool.send({}), 422, "body")
    assert tool.send().status_code == 201


@pytest.mark.django_db
def test_the_keys_of_two_tools_do_not_meet(tool: Tool, new_secret: Callable[..., str]) -> None:
    first = tool.send()
    tool.secret = new_secret()
    assert tool.send().json()["id"] != first.json()["id"]


@pytest.mark.django_db
@pytest.mark.parametrize("key", [None, "", "x" * 256, "tab\there", "ключ", "a\x7f"])
def test_a_request_without_a_usable_key_is_refused(tool: Tool, refused: Refused, key: str | None) -> None:
    refused(tool.send(key=key), 400, "Idempotency-Key")
    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x", "x" * 255, '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "2015-10-07 21:30 / 1"])
def test_a_key_is_any_line_of_printable_ascii(tool: Tool, key: str) -> None:
    assert tool.send(key=key).status_code == 201
    assert tool.send({"headline": "Other"}, key=key).status_code == 422


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_a_503_after_which_the_same_is_sent_again(
    tool: Tool, refused: Refused
) -> None:
    with patch("columns.api.entries.publish_entry", side_effect=OperationalError("gone")):
        answer = tool.send()
    refused(answer, 503)
    assert answer.headers["Retry-After"] == "1"
    assert tool.send().status_code == 201


@pytest.mark.django_db(transaction=True)
def test_requests_that_arrive_at_once_with_one_key_make_one_entry_and_all_hear_of_it(tool: Tool) -> None:
    answers = at_once(*[tool.send] * 5)
    entry = Entry.objects.get()
    assert [answer.status_code for answer in answers] == [201] * 5
    assert [answer.json() for answer in answers] == [answers[0].json()] * 5
    assert answers[0].json()["id"] == entry.pk
    assert Submission.objects.get().entry == entry


@pytest.mark.django_db(transaction=True)
def test_of_two_texts_that_arrive_at_once_with_one_key_one_is_published(tool: Tool) -> None:
    answers = at_once(lambda: tool.send({"headline": "A"}), lambda: tool.send({"headline": "B"}))
    assert sorted(answer.status_code for answer in answers) == [201, 422]
    assert Entry.objects.count() == 1


def test_a_retry_after_a_lost_answer_publishes_nothing_twice(live: LiveServer, tool: Tool) -> None:
    body = json.dumps({"headline": "Certainly"}).encode()
    head = [
        f"POST {tool.address} HTTP/1.1", f"Host: 127.0.0.1:{live.port}", f"Authorization: Bearer {tool.secret}",
        "Idempotency-Key: one", "Content-Type: application/json", f"Content-Length: {len(body)}", "", "",
    ]
    with socket.create_connection(("127.0.0.1", live.port)) as connection:
        connection.sendall("\r\n".join(head).encode() + body)
    answer = tool.send()
    assert answer.status_code == 201
    assert Entry.objects.get().pk == answer.json()["id"]
