"""A second editor beside Alice, in a browser of his own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page

from columns.models import Column, Membership
from tests.browsers import sign_in, witnessed
from tests.live_server import LiveServer
from tests.orm import Orm


@pytest.fixture
def colleague_page(
    browser: Browser, live: LiveServer, forgiven: list[str], bob: User, column: Column, orm: Orm
) -> Iterator[Page]:
    """A page on which Bob is signed in, who edits this column."""
    orm(Membership.objects.create, user=bob, column=column, role=Membership.Role.EDITOR)
    with witnessed(browser, live, forgiven) as context:
        sign_in(context, bob, live, orm)
        yield context.new_page()
