"""`manage.py token`: a token with which a tool publishes from outside."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from columns.models import Column, Token
from columns.publishing.errors import Refused
from columns.publishing.tokens import create_token


class Command(BaseCommand):
    """Makes it and prints its secret, the only time that anybody sees it."""

    help = "Make a token that acts as a user, and print its secret once. It is revoked in the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        """As whom, and which tool."""
        parser.add_argument("username")
        parser.add_argument("column", help="the address of the column")
        parser.add_argument("name", help="which program has it, and where")
        scopes = Token.Scope.values
        parser.add_argument("--may", nargs="+", choices=scopes, default=[Token.Scope.PUBLISH], help="(publish)")

    def handle(self, *args: Any, **options: Any) -> None:
        """The secret goes to the standard output alone, so that a script can take it."""
        try:
            user = User.objects.get(username=options["username"])
            column = Column.objects.get(slug=options["column"])
            what = {"name": options["name"], "scopes": options["may"]}
            _token, secret = create_token(by=None, user=user, column=column, **what)
        except User.DoesNotExist:
            raise CommandError(_("There is no user “%(name)s”.") % {"name": options["username"]}) from None
        except Column.DoesNotExist:
            raise CommandError(_("There is no column at “%(slug)s”.") % {"slug": options["column"]}) from None
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(secret)
