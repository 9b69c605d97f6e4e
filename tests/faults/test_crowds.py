"""A crowd of columns, each with one reader: all hear of their own, and of nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from .conftest import embedded_server
from .editors import Editor
from .history import History
from .newcomers import LABEL
from .programs import Server
from .transports import lines
from .web import Web

#: Seconds that all of them may take to come.
PATIENCE = 600
Messages = Iterator[dict[str, Any]]


@pytest.fixture
def server(embedded: Server) -> Iterator[Server]:
    """A server whose columns are many."""
    with embedded_server(like=embedded) as server:
        yield server


@pytest.mark.full
def test_each_of_many_columns_has_its_reader(server: Server) -> None:
    number = 10_000
    editor = Editor("an editor", server.environment, History())
    slugs = editor.ask("crowd", number=number)
    with ExitStack() as stack:
        readers = {slug: _follow(server, slug, stack) for slug in slugs}
        for slug in slugs[:: number // 20]:
            head = editor.ask("stir", slug=slug)
            message = next(message for message in readers[slug] if message["type"] != "beat")
            assert (message["type"], message["to"]) == ("delta", head)
            assert f"{head - 1} was heard." in message["changes"][-1]["html"]["masthead"]
    editor.close()


def _follow(server: Server, slug: str, stack: ExitStack) -> Messages:
    """What a reader hears who has had the first answer. (By events: nobody has to answer pings for ten thousand.)"""
    address = f"/live/{slug}/events?after={_label_of(server, slug)}:0"
    connection, answer = Web(server.port).stream(address, {"Accept-Encoding": "identity"}, PATIENCE)
    stack.callback(connection.close)
    messages = (json.loads(line.removeprefix("data: ")) for line in lines(answer) if line.startswith("data: "))
    assert next(messages)["type"] == "beat"
    return messages


def _label_of(server: Server, slug: str) -> str:
    label = LABEL.search(Web(server.port).get(f"/{slug}/").content.decode())
    assert label
    return label[1]
