"""`manage.py serve`: one command from an empty machine to a running site."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from columns.management.first_start import prepare
from liveblog import server


class Command(BaseCommand):
    """Prepares what is missing and serves until stopped."""

    help = "Prepare the database, static files and (on an empty site) the demonstration, then serve."

    def handle(self, *args: Any, **options: Any) -> None:
        """Settings come from the environment: HOST, PORT, WORKERS, DEMO."""
        prepare(self.stdout.write, demo=settings.DEMO)
        if settings.DEMO:
            self.stdout.write("The demonstration: nobody is asked for a second factor (docs/accounts.md).")
        self.stdout.write(f"Serving http://{settings.HOST}:{settings.PORT}  (Ctrl-C stops)")
        if settings.WORKERS > 1:
            self.stdout.write("What editors embed is fetched by another process: manage.py work")
        self.stdout.flush()
        server.run(settings.HOST, settings.PORT, settings.WORKERS)
