"""A copy that has come reaches who reads already as it reaches who comes now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from columns.models import Column, Embed, Entry, Post
from columns.publishing.copies import withdraw_embed
from columns.publishing.embeds import take_embed
from tests.live.conftest import _application_is_loaded, act, head, listener, transport  # noqa: F401 - fixtures
from tests.live.listener import Listener
from tests.live.page import Page
from tests.outside.world import World

from .conftest import ARTICLE, URL, due, jpeg, work

BODY = f'<p>Look:</p><figure class="embed"><a href="{URL}">x</a></figure><p>So it is.</p>'


async def test_an_open_page_hears_of_it_and_ends_as_a_fresh_one(
    client: Client,
    outside_world: World,
    listener: Callable[..., Listener],  # noqa: F811
    column: Column,
    live_post: Post,
    publish: Callable[..., Entry],
    act: Any,  # noqa: F811
    head: Any,  # noqa: F811
) -> None:
    outside_world.page(URL, ARTICLE)
    outside_world.page("https://news.example/bridge.png", jpeg(), "image/jpeg")
    entry = await act(publish, "Bridge hit", BODY)
    page = await act(Page.open, client, live_post.get_absolute_url())
    reader = listener()
    await reader.follow(await head(column))
    assert (await reader.hear())["type"] == "beat"

    embed = await act(Embed.objects.get, url=URL)
    for happens in (
        work,
        lambda: (outside_world.status(URL, 404), due(embed), work()),
        lambda: withdraw_embed(by=None, embed=embed, reason="Graphic"),
    ):
        await act(happens)
        now = await head(column)
        for message in await reader.hear_up_to(now.head_seq):
            await act(page.hear, message)
        assert page.face() == (await act(page.fresh)).face()
    assert reader.numbers[-3:] == [now.head_seq - 2, now.head_seq - 1, now.head_seq]
    assert await act(lambda: Entry.objects.get(pk=entry.pk).seq) == now.head_seq


async def test_what_failed_moves_nothing_that_readers_see(
    outside_world: World,
    column: Column,
    publish: Callable[..., Entry],
    act: Any,  # noqa: F811
    head: Any,  # noqa: F811
) -> None:
    outside_world.status(URL, 404)
    await act(publish, "Bridge hit", BODY)
    before = await head(column)
    await act(work)
    assert (await head(column)).head_seq == before.head_seq


@pytest.mark.django_db(transaction=True)
def test_an_embed_that_no_entry_holds_moves_nothing(outside_world: World, column: Column) -> None:
    outside_world.page(URL, ARTICLE)
    before = column.head_seq
    take_embed(by=None, url=URL)
    work()
    column.refresh_from_db()
    assert column.head_seq == before
