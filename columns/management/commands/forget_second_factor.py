"""`manage.py forget_second_factor`: for whoever runs the site and has lost telephone and recovery codes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from columns.publishing.accounts import reset_second_factor


class Command(BaseCommand):
    """At their next sign-in they set up another; all their sessions end."""

    help = "Forget somebody's second factor. Make sure first that it is them who ask."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say so when there is no such account."""
        try:
            reset_second_factor(by=None, user=User.objects.get(username=options["username"]))
        except User.DoesNotExist:
            raise CommandError(_("There is no user “%(name)s”.") % {"name": options["username"]}) from None
