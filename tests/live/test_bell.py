"""The bell between processes, through a real Redis; and what happens when that is down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from columns.live import hub as hubs
from columns.models import Column, Entry, Post
from tests.programs import redis_programs
from tests.services import redis

from .listener import Listener, assert_chain
from .publisher import publish_elsewhere

Listen = Callable[..., Listener]
BellTower = Callable[[], AbstractContextManager[str]]


@pytest.fixture
def bell_tower(settings: Settings) -> BellTower:
    """`with bell_tower() as url:` the layer is a Redis of its own, which is gone after the block."""

    @contextmanager
    def bell_tower() -> Iterator[str]:
        with redis(redis_programs()) as url:
            use(settings, url)
            yield url

    return bell_tower


def use(settings: Settings, url: str) -> None:
    """Let the layer be the Redis at an address, as the settings set it up."""
    settings.CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [url]}}
    }


async def test_the_bell_of_another_process_is_heard(
    listener: Listen, column: Column, live_post: Post, act: Any, head: Any, bell_tower: BellTower,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(hubs, "PAUSE", 3600.0)
    with bell_tower() as url:
        now, reader = await head(column), listener()
        await reader.follow(now)
        await reader.hear()
        last = await act(publish_elsewhere, live_post.pk, 2, REDIS_URL=url)
        await reader.hear_up_to(last)
        assert_chain(reader.chain, now.head_seq, last)
        await reader.leave()


async def test_without_its_tower_everything_is_committed_and_heard(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, settings: Settings, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(hubs, "PAUSE", 0.05)
    use(settings, f"unix://{tmp_path}/nobody")
    now, reader = await head(column), listener()
    await reader.follow(now)
    await reader.hear()
    entry = await act(publish, "No bell today")
    await reader.hear_up_to(entry.seq)
    assert_chain(reader.chain, now.head_seq, entry.seq)
    assert await act(Entry.objects.published().filter(pk=entry.pk).exists)
    assert "did not ring" in caplog.text


async def test_a_tower_that_falls_takes_nobody_with_it(
    listener: Listen, column: Column, publish: Any, act: Any, head: Any, bell_tower: BellTower,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(hubs, "PAUSE", 0.05)
    now, reader = await head(column), listener()
    with bell_tower():
        await reader.follow(now)
        await reader.hear()
        entry = await act(publish, "With the bell")
        await reader.hear_up_to(entry.seq)
    entry = await act(publish, "Without it")
    await reader.hear_up_to(entry.seq)
    assert_chain(reader.chain, now.head_seq, entry.seq)
    assert "did not ring" in caplog.text


async def test_a_column_that_could_not_be_listened_to_is_tried_again(
    listener: Listen, column: Column, live_post: Post, act: Any, head: Any, settings: Settings, tmp_path: Path,
    bell_tower: BellTower, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(hubs, "BEAT", 0.05)
    monkeypatch.setattr(hubs, "PAUSE", 0.05)
    use(settings, f"unix://{tmp_path}/nobody")
    now, reader = await head(column), listener()
    await reader.follow(now)
    await reader.hear()
    assert hubs.hub()._deaf == {column.pk}
    with bell_tower() as url:
        while hubs.hub()._deaf:
            await reader.hear()
        monkeypatch.setattr(hubs, "PAUSE", 3600.0)
        last = await act(publish_elsewhere, live_post.pk, 1, REDIS_URL=url)
        await reader.hear_up_to(last)
        await reader.leave()
