"""`manage.py replay`: publishes a file of dated texts, so that live pages can be watched filling up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from columns.management.replay.items import BadFile
from columns.management.replay.report import NoColumn, publish_file, speed
from columns.publishing.errors import Refused


class Command(BaseCommand):
    """Reads the file whole, then publishes each of its items when it is due."""

    help = "Publish a JSON list of {source, date, text} (Markdown) into a column at the pace of its dates."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, where to, how fast."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--column", required=True, metavar="SLUG", help="the address of a live column")
        parser.add_argument(
            "--speed", type=speed, default=1.0, metavar="N",
            help="how many times faster than the dates; 0: as fast as possible (default: 1)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and say how far it is. The exit code is 1 if anything was refused, 130 after Ctrl-C."""
        try:
            replay = publish_file(options["file"], options["column"], options["speed"], self.stdout.write)
        except (BadFile, NoColumn, Refused) as error:
            raise CommandError(str(error)) from error
        if replay.stopped:
            raise SystemExit(130)
        if replay.refused:
            raise SystemExit(1)
