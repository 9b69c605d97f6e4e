"""The cast of every test, and the places where it plays.

Alice edits (a superuser), Bob is on the staff and may do nothing yet, Charlie is a stranger with an account.
"""

from __future__ import annotations

import datetime
import gc
import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, override_settings

from columns.models import Column, Entry, Membership, Post

if TYPE_CHECKING:
    from pathlib import Path

    from tests.orm import Orm

pytest_plugins = [
    "tests.emptying", "tests.migrated", "tests.hashing", "tests.orm", "tests.live_server", "tests.nginx",
    "tests.browsers", "tests.outside.world",
]  # fmt: skip

# The same examples in every run: pyproject.toml names a seed, and another on the command line tries others.
hypothesis.settings.register_profile("house", deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile("house")


# What is loaded now stays: looking through it again and again took a sixth of all the time.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on there is something to throw away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


PASSWORD = "the three of us know it"
# One round instead of hundreds of thousands: a test signs in often, and nobody steals its database.
_HASHED = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1)


@pytest.fixture
def client(static_files: None) -> Client:
    """Django's test client, nobody signed in. One made in another way needs `static_files` too."""
    return Client()


@pytest.fixture(scope="session")
def _media(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Folders that are not there yet: most tests store nothing."""
    folder, numbers = tmp_path_factory.mktemp("media"), itertools.count(1)
    return lambda: folder / str(next(numbers))


@pytest.fixture(autouse=True)
def _own_media(_media: Callable[[], Path]) -> Iterator[None]:
    """What a test stores is its own."""
    with override_settings(MEDIA_ROOT=_media()):
        yield


@pytest.fixture(autouse=True)
def _no_second_factor() -> Iterator[None]:
    """Whoever signs in is let in, as in the demonstration; tests/accounts has the second factor asked for."""
    with override_settings(DEMO=True):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nothing that an earlier test has rendered is found again."""
    cache.clear()


def _join(name: str, orm: Orm, **rights: bool) -> User:
    return orm(User.objects.create, username=name, password=_HASHED, **rights)  # type: ignore[no-any-return]


@pytest.fixture
def alice(db: None, orm: Orm) -> User:
    """Edits: may do everything."""
    return _join("alice", orm, is_staff=True, is_superuser=True)


@pytest.fixture
def bob(db: None, orm: Orm) -> User:
    """On the staff, without any role yet."""
    return _join("bob", orm, is_staff=True)


@pytest.fixture
def charlie(db: None, orm: Orm) -> User:
    """A stranger: has an account, and no business in the admin."""
    return _join("charlie", orm)


@pytest.fixture
def join(orm: Orm) -> Callable[[User, Column, str], User]:
    """Gives somebody a role in a column, or another one: `join(bob, column, "editor")`. Them, as they are now."""

    def join(user: User, column: Column, role: str) -> User:
        orm(Membership.objects.update_or_create, user=user, column=column, defaults={"role": role})
        return orm(User.objects.get, pk=user.pk)  # type: ignore[no-any-return]

    return join


@pytest.fixture
def column(alice: User, orm: Orm) -> Column:
    """A live column in the zone of Damascus."""
    from columns.publishing.columns import create_column

    return orm(  # type: ignore[no-any-return]
        create_column, by=alice, slug="putin-in-syria", title="Putin in Syria", time_zone="Asia/Damascus"
    )


@pytest.fixture
def live_post(column: Column, alice: User, orm: Orm) -> Post:
    """An open post of that column, without entries."""
    from columns.publishing.posts import create_post, open_post
    from columns.publishing.texts import PostText

    day = datetime.date(2015, 10, 7)
    text = PostText(title="The first week", standfirst="What is known so far.")
    post = orm(create_post, by=alice, column=column, date=day, slug="the-first-week", text=text)
    orm(open_post, by=alice, post=post)
    return orm(Post.objects.select_related("column").get, pk=post.pk)  # type: ignore[no-any-return]


@pytest.fixture
def publish(live_post: Post, alice: User, orm: Orm) -> Callable[..., Entry]:
    """Publishes an entry into that post, as Alice: `publish("headline", "<p>body</p>", pinned=True)`."""
    from columns.publishing.entries import publish_entry
    from columns.publishing.texts import EntryText

    def publish(headline: str = "", body: str = "", **marks: Any) -> Entry:
        text = EntryText(headline=headline, body=body)
        return orm(publish_entry, by=alice, post=live_post, text=text, **marks)  # type: ignore[no-any-return]

    return publish
