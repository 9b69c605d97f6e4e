"""A crowd of columns, each with one reader: all hear of their own, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests.live.raw import RawSocket

from .conftest import embedded_server
from .editors import Editor
from .history import History
from .newcomers import LABEL
from .programs import Server
from .web import Web


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
        readers = {slug: stack.enter_context(closing(_follow(server, slug))) for slug in slugs}
        for slug in slugs[:: number // 20]:
            head = editor.ask("stir", slug=slug)
            message = readers[slug].hear()
            assert (message["type"], message["to"]) == ("delta", head)
            assert f"{head - 1} was heard." in message["changes"][-1]["html"]["masthead"]
    editor.close()


def _follow(server: Server, slug: str) -> RawSocket:
    """A reader who has had the first answer."""
    reader = RawSocket(server.port, f"/live/{slug}/")
    reader.hello(_label_of(server, slug), 0)
    assert reader.hear()["type"] == "beat"
    return reader


def _label_of(server: Server, slug: str) -> str:
    label = LABEL.search(Web(server.port).get(f"/{slug}/").content.decode())
    assert label
    return label[1]
