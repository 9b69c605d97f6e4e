"""A process that is killed while it publishes: what it had said is there, and nothing is half there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from columns.models import Column, Entry, Post

from .log import assert_whole, head

pytestmark = pytest.mark.django_db(transaction=True)


def database_url() -> str:
    """The database of this test, for another process."""
    name = connection.settings_dict["NAME"]
    return f"sqlite:///{name}" if settings.ON_SQLITE else os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"


def test_what_it_had_published_is_there_and_whole(column: Column, live_post: Post) -> None:
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "liveblog.settings"}
    command = [sys.executable, "-m", "tests.publishing.loop", live_post.pk]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as program:
        said = [program.stdout.readline().strip() for _ in range(10)]
        program.kill()
        said += program.stdout.read().split()
    assert program.returncode == -9
    assert len(Entry.objects.published().filter(pk__in=said)) == len(said) >= 10
    assert_whole(column)
    entries = Entry.objects.filter(column=column)
    assert not entries.exclude(state="published").exists()
    assert {entry.revisions.count() for entry in entries} == {1}
    assert head(column) > entries.count()
