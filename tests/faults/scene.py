"""Scene: one column on a running platform, with its editors, its readers and newcomers; the checker ends it."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from functools import partial
from types import TracebackType
from typing import Any

from .checker import Figures, assert_holds
from .editors import Editor
from .history import History, mark_of
from .newcomers import LABEL, Newcomers
from .programs import Server
from .readers import Reader
from .transports import KINDS
from .web import Web

_numbers = itertools.count(1)


class Scene:
    """A new column on `server`, which `editor` opens. Use it in a `with`; `settle` is its end: everything must hold."""

    def __init__(self, server: Server, editor: Editor, *, bites: float = 1.0, newcomers: bool = True) -> None:
        self.server = server
        self.history = editor.history = History(bites=bites)
        self.slug = f"scene-{os.getpid()}-{next(_numbers)}"
        self.readers: list[Reader] = []
        self._is_settled = False
        self.editor = editor
        self.editors = [editor]
        self.post, self.address = self.editor.ask("open", slug=self.slug)
        self._newcomers = Newcomers(self._web(), f"/{self.slug}/", self.address, mark_of(self.post), self.history)
        if newcomers:
            self._newcomers.start()

    def hire(self, **environment: str) -> Editor:
        """Another editor, in a process of its own."""
        hired = Editor(f"editor {len(self.editors)}", self.server.environment | environment, self.history)
        hired.ask("join", post=self.post)
        self.editors.append(hired)
        return hired

    def seat(
        self, number: int, *, kinds: tuple[type[Reader], ...] = KINDS, port: int = 0, **options: Any
    ) -> list[Reader]:
        """So many readers of each kind, who follow from now on; by a proxy's port if one is given."""
        web = partial(Web, port or self.server.port, self.server.host)
        seated = [kind(web(), self.address, **options) for kind in kinds * number]
        for reader in seated:
            self.readers.append(reader)
            reader.start()
        return seated

    @contextlib.contextmanager
    def working(self, pace: float = 0.05) -> Iterator[None]:
        """All editors work meanwhile."""
        working = list(self.editors)
        for editor in working:
            editor.keep_on(pace)
        yield
        for editor in working:
            editor.leave_off()

    def await_all(self, readers: list[Reader] | None = None) -> None:
        """Wait until readers stand where the log stood when this was called."""
        epoch, head = self._head()
        for reader in self.readers if readers is None else readers:
            reader.await_label(epoch, head)

    def _web(self) -> Web:
        return Web(self.server.port, self.server.host)

    def _head(self) -> tuple[str, int]:
        """As the page of the post says: an editor may be at work."""
        label = LABEL.search(self._web().get(self.address).content.decode())
        assert label
        return label[1], int(label[2])

    def settle(self) -> Figures:
        """When all is quiet: whether every invariant holds."""
        self.await_all()
        self._newcomers.stop()
        for reader in self.readers:
            reader.stop()
        self.history.truth = self.editor.truth()
        fresh: dict[str, str] = {}
        self.history.journals = [reader.conclude(self._web(), fresh) for reader in self.readers]
        self._is_settled = True
        return assert_holds(self.history)

    def __enter__(self) -> Scene:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Everybody goes home, whatever happened; not the editor who was lent to us, if all went well."""
        self._newcomers._stopping.set()
        for reader in self.readers:
            reader._stopping.set()
            reader._hang_up()
        if not self._is_settled:
            print("the server says:", self.server.log.read_text()[-3000:])
        for editor in self.editors[1 if self._is_settled else 0 :]:
            editor.close()
