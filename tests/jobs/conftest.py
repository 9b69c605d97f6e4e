"""What the jobs work on, and one worker without a loop."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image

from columns.jobs import inquiry
from columns.jobs.embeds import work_on_embed
from columns.models import Embed
from columns.outside.fetch import Fetched, fetch
from columns.publishing.claiming import claim_embed
from columns.publishing.embeds import take_embed

URL = "https://news.example/bridge"
ARTICLE = b"""<title>Bridge hit</title><meta property="og:description" content="Two strikes.">
<meta name="author" content="Lena"><meta property="og:image" content="/bridge.png">"""


def jpeg(width: int = 80, height: int = 60, colour: str = "navy") -> bytes:
    """A small photograph."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture(autouse=True)
def _no_transaction_spans_a_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test is about: no other site is asked within a transaction of ours."""

    def watched(url: str, *args: Any, **kwargs: Any) -> Fetched:
        assert all(block._from_testcase for block in connection.atomic_blocks), "a transaction is open"
        return fetch(url, *args, **kwargs)

    monkeypatch.setattr(inquiry, "fetch", watched)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other sites are not waited for long, though long enough for those that answer, on a busy machine too."""
    monkeypatch.setattr(inquiry, "PATIENCE", 4.0)


@pytest.fixture
def embed(db: None) -> Embed:
    """An embed that is due."""
    return take_embed(by=None, url=URL)


def now_of(embed: Embed) -> Embed:
    """The row as it is."""
    return Embed.objects.get(pk=embed.pk)


def work() -> list[str]:
    """Work on everything that is due: the ids, in turn."""
    worked = []
    while (claimed := claim_embed(by=None)) is not None:
        work_on_embed(claimed)
        worked.append(claimed.pk)
    return worked


def due(embed: Embed, **fields: Any) -> None:
    """Let its time have come, as if it had passed."""
    Embed.objects.filter(pk=embed.pk).update(next_try_at=timezone.now(), **fields)


def wait(embed: Embed) -> timedelta | None:
    """How long until it is due again; None: it never is."""
    at = now_of(embed).next_try_at
    return None if at is None else at - timezone.now()


def is_about(wait: timedelta | None, expected: timedelta) -> bool:
    """Whether a time to wait is the expected one, but for what the test itself took."""
    return wait is not None and timedelta() <= expected - wait < timedelta(minutes=1)

