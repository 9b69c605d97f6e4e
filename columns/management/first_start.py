"""First start: what a fresh machine needs before it can serve; each step does nothing when it is done already."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command

from columns.models import Column

from .demo.build import publish_demo

Say = Callable[[str], object]


def prepare(say: Say, *, demo: bool) -> None:
    """The database, the static files, the demonstration if it is wanted and nothing else is there, an account."""
    call_command("migrate", interactive=False, verbosity=0)
    collect_static()
    if demo and not Column.objects.exists():
        say("Building the demonstration …")
        publish_demo()
    if not get_user_model().objects.exists():
        _create_editor(say)


def collect_static() -> None:
    """Collect the static files, once per release: their names hold their hashes."""
    stamp = settings.STATIC_ROOT / "RELEASE"
    if not stamp.exists() or stamp.read_text() != settings.RELEASE:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(settings.RELEASE)


def _create_editor(say: Say) -> None:
    password = secrets.token_urlsafe(12)
    get_user_model().objects.create_superuser("editor", password=password)
    say(f"An editor's account, shown this once:  editor  /  {password}   at /admin/")
