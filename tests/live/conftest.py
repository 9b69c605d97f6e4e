"""Readers of the live part, and how an async test acts on the database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from columns.live import hub as hubs
from columns.models import Column

from .listener import EventListener, Listener


@pytest.fixture(scope="session", autouse=True)
def _application_is_loaded(static_files: None) -> None:
    """Loading it sets logging up anew, which would take away what a test listens to the log with. It looks for the
    static files then, and only then."""
    import liveblog.asgi  # noqa: F401


@pytest.fixture
def act(transactional_db: None) -> Callable[..., Awaitable[Any]]:
    """`await act(verb, *args, **kwargs)`: a function that uses the database, in a thread of its own."""

    async def act(verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await database_sync_to_async(verb)(*args, **kwargs)

    return act


@pytest.fixture
def transport() -> str:
    """What readers follow by: `socket`, unless a test says `events` too."""
    return "socket"


@pytest_asyncio.fixture
async def listener(transactional_db: None, transport: str) -> AsyncIterator[Callable[..., Listener]]:
    """Makes readers: `listener(slug)`, or `listener(follows_by="events")`. They leave at the end, and the loop's hub
    stops.
    """
    made: list[Listener] = []

    def make(slug: str = "putin-in-syria", follows_by: str = transport, **options: Any) -> Listener:
        made.append((EventListener if follows_by == "events" else Listener)(slug, **options))
        return made[-1]

    yield make
    for each in made:
        await each.leave()
    await hubs.hub().end()
    await get_channel_layer().flush()


@pytest.fixture
def head(act: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Column]]:
    """`await head(column)`: the column as it is now."""

    async def head(column: Column) -> Column:
        found: Column = await act(Column.objects.get, pk=column.pk)
        return found

    return head
