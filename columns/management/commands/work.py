"""`manage.py work`: does what is due later or again, beside the servers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from liveblog import work


class Command(BaseCommand):
    """Works until stopped. Any number of these may run: each thing is done by one of them."""

    help = "Fetch what editors embed, and look after its originals. (`serve` does so itself, unless WORKERS is over 1.)"

    def handle(self, *args: Any, **options: Any) -> None:
        """SIGTERM and Ctrl-C end it within a few seconds; what is not finished then is taken up by the next."""
        work.until_told(self._say_begun)

    def _say_begun(self) -> None:
        self.stdout.write("Working  (Ctrl-C stops)")
        self.stdout.flush()
