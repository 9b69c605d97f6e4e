"""What the tests of pictures share."""

from __future__ import annotations

import pytest

from columns.images import apart, making
from columns.images.frames import packed, unpacked
from columns.images.reasons import Unfit


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's work without the child: it is quicker."""

    def answer(task: object, asked: bytes) -> bytes:
        said, files = unpacked(asked)
        try:
            return packed(*making.TASKS[said.pop("task")](*files, **said))
        except Unfit as unfit:
            return packed({"unfit": unfit.reason.value}, [])

    monkeypatch.setattr(apart, "_answer", answer)
