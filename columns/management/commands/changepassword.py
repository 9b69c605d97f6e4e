"""`manage.py changepassword`: Django's, after which nobody gets in who came in by the old password."""

from __future__ import annotations

import getpass
from typing import Any

from django.contrib.auth.management.commands import changepassword
from django.contrib.auth.models import User

from columns.publishing.sign_ins import end_sessions_of


class Command(changepassword.Command):
    """It ends the sessions and the tokens of that person, as the forms for a new password do."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Nothing ends while the new one is not chosen: Django raises then."""
        said: str | None = super().handle(*args, **options)
        username = options["username"] or getpass.getuser()
        end_sessions_of(by=None, user=User.objects.get_by_natural_key(username))
        return said
