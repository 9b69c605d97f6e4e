"""The desk's socket: hints without content, who is there, how many read, and the end of a session."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.contrib.auth.models import User
from django.test import Client

from columns.changes.bell import desk_group_of, ring_person
from columns.live import census, desk_look, desk_seats
from columns.live import desk as sockets
from columns.live import hub as hubs
from columns.live.desk_line import FULL, OUT
from columns.models import Column, Membership, Post
from columns.publishing.accounts import disable_account, set_role
from columns.publishing.columns import create_column
from columns.publishing.drafts import save_draft
from columns.publishing.freezing import freeze_site
from columns.publishing.texts import EntryText
from tests.house import written
from tests.live.listener import Listener

from .sockets import DeskPage

Open = Callable[..., Awaitable[DeskPage]]


@pytest.fixture
def act(transactional_db: None) -> Callable[..., Awaitable[Any]]:
    """`await act(verb, …)`: in a thread of its own."""

    async def act(verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await database_sync_to_async(verb)(*args, **kwargs)

    return act


@pytest_asyncio.fixture
async def page(transactional_db: None, static_files: None, live_post: Post, act: Any) -> AsyncIterator[Open]:
    """`await page("edith", "editor")`: a desk opened by somebody with that role."""
    opened: list[DeskPage] = []

    def session_of(name: str, role: str) -> str:
        user, _ = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        if role:
            Membership.objects.get_or_create(user=user, column=live_post.column, role=role)
        client = Client()
        client.force_login(user)
        return str(client.session.session_key)

    async def page(name: str, role: str = "editor", **options: Any) -> DeskPage:
        opened.append(DeskPage(live_post.pk, await act(session_of, name, role), **options))
        assert await opened[-1].open()
        return opened[-1]

    yield page
    for each in opened:
        await each.leave()
    await hubs.hub().end()
    await get_channel_layer().flush()


async def test_a_draft_rings_on_the_desks_and_says_nothing_of_itself(page: Open, live_post: Post, act: Any) -> None:
    one = await page("edith")
    await one.hear_moved(0)
    await act(save_draft, by=None, post=live_post, text=EntryText("A canary"))
    assert await one.hear_moved(1) == {"type": "moved", "desk_seq": 1}
    assert "canary" not in str(one.heard)


async def test_a_page_hears_where_the_desk_stands_as_soon_as_it_is_listened_to(
    page: Open, live_post: Post, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_look, "PAUSE", 600.0)
    await act(save_draft, by=None, post=live_post, text=EntryText("While a page came"))
    one = await page("edith")
    told = await one.hear_moved(1)
    assert await (await page("emil")).hear_moved(1) == told, "also the second on the same desk"


async def test_a_hint_that_was_lost_costs_a_second(
    page: Open, live_post: Post, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("columns.changes.desk.ring_desk", lambda column_id, **reached: None)
    monkeypatch.setattr(desk_look, "PAUSE", 0.02)
    one = await page("edith")
    await one.hear("people")
    await act(save_draft, by=None, post=live_post, text=EntryText("A canary"))
    await one.hear_moved(1)


async def test_each_sees_who_is_there_and_at_which_entry(page: Open) -> None:
    one = await page("edith")
    await one.hear_people(("edith", None))
    other = await page("rita", "reporter")
    await other.hear_people(("edith", None), ("rita", None))
    await one.hear_people(("edith", None), ("rita", None))
    await other.say({"entry": "abcdefghij"})
    await one.hear_people(("edith", None), ("rita", "abcdefghij"))
    await other.leave()
    await one.hear_people(("edith", None))


async def test_who_was_killed_without_a_word_is_forgotten(
    page: Open, live_post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "AGAIN", 0.05)
    one = await page("edith")
    await one.hear_people(("edith", None))
    ghost = {"type": "desk.here", "connection": "x", "key": "9", "name": "ghost", "entry": None, "post": live_post.pk}
    await get_channel_layer().group_send(desk_group_of(live_post.column_id), ghost)
    await one.hear_people(("edith", None), ("ghost", None))
    monkeypatch.setattr("columns.live.people.SILENT", 0.0)
    while "ghost" in str((await one.hear("people"))["people"]):
        pass


@pytest.mark.parametrize("session", ["", "not-a-session"])
async def test_who_is_signed_out_is_told_so_and_let_go(
    transactional_db: None, live_post: Post, static_files: None, session: str
) -> None:
    stranger = DeskPage(live_post.pk, session)
    assert await stranger.open()
    assert await stranger.hear("out") == {"type": "out"}
    assert await stranger.closed() == OUT
    await stranger.leave()


async def test_who_has_no_role_in_the_column_is_let_go(page: Open) -> None:
    stranger = await page("stan", "")
    await stranger.hear("out")
    assert await stranger.closed() == OUT


async def test_one_person_has_so_many_desks_open_and_the_next_one_is_told(
    page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_seats, "MOST", 2)
    first, second, third = [await page("edith") for _ in range(3)]
    assert await third.hear("full") == {"type": "full"}
    assert await third.closed() == FULL
    await (await page("rita", "reporter")).hear("people")
    await first.leave()
    await (await page("edith")).hear("people")
    await second.leave()


async def test_a_page_of_another_site_is_not_let_in(transactional_db: None, live_post: Post) -> None:
    assert not await DeskPage(live_post.pk, "x", origin="https://evil.example").open()


@pytest.mark.parametrize("rings", [True, False])
async def test_the_socket_of_a_disabled_account_ends(
    page: Open, act: Any, monkeypatch: pytest.MonkeyPatch, rings: bool
) -> None:
    monkeypatch.setattr(sockets, "AGAIN", 20.0 if rings else 0.05)
    one = await page("edith")
    await one.hear("people")
    await act(User.objects.filter(username="edith").update, is_active=False)
    if rings:
        user = await act(User.objects.get, username="edith")
        await act(ring_person, user.pk)
    await one.hear("out")
    assert await one.closed() == OUT


@pytest.mark.parametrize("ended_by", ["role", "account"])
async def test_the_desk_of_somebody_whose_role_or_account_ends_closes_at_once(
    page: Open, live_post: Post, act: Any, monkeypatch: pytest.MonkeyPatch, ended_by: str
) -> None:
    monkeypatch.setattr(sockets, "AGAIN", 20.0)
    one = await page("edith")
    await one.hear("people")
    edith = await act(User.objects.get, username="edith")
    if ended_by == "role":
        await act(set_role, by=None, user=edith, column=live_post.column, role="")
    else:
        await act(disable_account, by=None, user=edith)
    await one.hear("out")
    assert await one.closed() == OUT


async def test_the_desk_of_somebody_who_gets_another_role_is_fetched_anew(
    page: Open, live_post: Post, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "AGAIN", 20.0)
    one = await page("carla", "chief")
    await one.hear("people")
    carla = await act(User.objects.get, username="carla")
    await act(set_role, by=None, user=carla, column=live_post.column, role="reporter")
    assert await one.hear("again") == {"type": "again"}


async def test_a_freeze_rings_on_the_desks(page: Open, live_post: Post, act: Any) -> None:
    one = await page("edith")
    await one.hear("people")
    await act(freeze_site, by=None)
    await one.hear_moved(1)


@pytest.mark.parametrize("role", ["staff", "reporter", "editor", "chief", "chief elsewhere", "superuser"])
async def test_the_socket_opens_to_whom_it_is_written(page: Open, act: Any, role: str) -> None:
    least = written.sockets()["admin/desk/<post>/live"]
    if role == "superuser":
        await act(User.objects.create, username="una", is_staff=True, is_superuser=True)
    elif role == "chief elsewhere":
        other = await act(create_column, by=None, slug="tahrir", title="Tahrir")
        user = await act(User.objects.create, username="una", is_staff=True)
        await act(Membership.objects.create, user=user, column=other, role="chief")
    one = await page("una", role if role in Membership.Role.values else "")
    is_in = role in written.RANKS and written.RANKS.index(role) >= written.RANKS.index(least)
    assert await one.hear("people" if is_in else "out")


async def test_who_says_something_else_is_let_go(page: Open) -> None:
    one = await page("edith")
    await one.hear("people")
    await one.say({"entry": "<script>"})
    assert await one.closed() == 1008


async def test_readers_are_counted_by_post_over_all_processes(
    page: Open, live_post: Post, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(census, "EVERY", 0.05)
    monkeypatch.setattr(sockets, "EVERY", 0.05)
    column = await act(Column.objects.get)
    readers = [Listener(column.slug) for _ in range(3)]
    for reader, post in zip(readers, (live_post.pk, live_post.pk, "another"), strict=True):
        assert await reader.connect()
        hello = f'{{"type":"hello","epoch":"{column.epoch}","after":{column.head_seq},"post":"{post}"}}'
        await reader.say(hello)
        await reader.hear()
    one = await page("edith")
    while (await one.hear("readers"))["count"] != 2:
        pass
    elsewhere = {"type": "desk.readers", "process": "elsewhere", "posts": {live_post.pk: (40, 3)}}
    await get_channel_layer().group_send(desk_group_of(column.pk), elsewhere)
    assert await one.hear("readers") == {"type": "readers", "count": 42, "behind": 3}
    for reader in readers:
        await reader.leave()
