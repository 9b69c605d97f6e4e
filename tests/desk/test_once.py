"""What several ask for at once is worked out by one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from columns.desk.once import Once
from columns.models import Post
from columns.publishing.entries import publish_entry
from columns.publishing.texts import EntryText

from .seen import open_desk


def test_whoever_asks_while_it_is_worked_out_waits_for_it() -> None:
    once, has_begun, may_end, worked = Once[str](most=2), threading.Event(), threading.Event(), []

    def work_out() -> str:
        worked.append(1)
        has_begun.set()
        assert may_end.wait(10)
        return "told"

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(once.get, "what", work_out)
        assert has_begun.wait(10)
        second = threads.submit(once.get, "what", work_out)
        may_end.set()
        assert (first.result(), second.result(), len(worked)) == ("told", "told", 1)


def test_what_failed_is_worked_out_again() -> None:
    once = Once[int](most=2)
    with pytest.raises(ZeroDivisionError):
        once.get("what", lambda: 1 // 0)
    assert once.get("what", lambda: 1) == 1


def test_old_answers_are_let_go() -> None:
    once = Once[int](most=2)
    for question in "abc":
        once.get(question, lambda: 1)
    assert (once.get("c", lambda: 2), once.get("a", lambda: 2)) == (1, 2)


def test_those_who_may_do_the_same_are_told_the_same(
    desk: Client, member: Callable[..., User], signed_in: Callable[[User], Client], live_post: Post, edith: User
) -> None:
    others = {name: signed_in(member(name, role)) for name, role in {"emil": "editor", "rita": "reporter"}.items()}
    after = open_desk(desk, live_post).after
    publish_entry(by=edith, post=live_post, text=EntryText("Bridge hit"))
    address = f"/admin/desk/{live_post.pk}/changes?after={after}"
    told = desk.get(address)
    with CaptureQueriesContext(connection) as again:
        assert others["emil"].get(address).content == told.content
    assert len(again) == 4  # session, person, sign-in and the desk itself
    assert "withdraw" in told.content.decode()
    assert "withdraw" not in others["rita"].get(address).content.decode()
