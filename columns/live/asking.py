"""Asking: the one thread in which a hub's questions to the database are answered, over a connection that stays open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import Error, connection

P = ParamSpec("P")
T = TypeVar("T")


class Asking:
    """`await asking(function, *args)`. One question at a time: each is short, and the next is often answered with it.

    Channels' own way opens a connection for every question and closes it afterwards, which costs more than most of
    the answers.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="hub")

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns, or raises."""

        def ask() -> T:
            try:
                return function(*args, **kwargs)
            except Error:
                connection.close()  # it may be broken; the next question opens another
                raise

        return await asyncio.get_running_loop().run_in_executor(self._thread, ask)

    def end(self) -> None:
        """Close the connection, and let the thread end. Nothing can be asked any more."""
        self._thread.submit(lambda: connection.close())  # `connection.close` alone would be this thread's
        self._thread.shutdown()
