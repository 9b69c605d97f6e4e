"""`manage.py verify_audit`: whether the audit log is as it was written, and the entries are as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from columns.audit.chain import Verdict, compare, verify
from columns.audit.explained import unexplained


class Command(BaseCommand):
    """Prints each chain's head, to be kept elsewhere; names what is wrong, and ends with 1 then."""

    help = "Verify the audit log and the entries by it, and print the heads of its chains (docs/audit.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """What was printed before."""
        parser.add_argument("--heads", type=Path, help="a file with what this command printed some time ago")

    def handle(self, *args: Any, **options: Any) -> None:
        """Heads go to the standard output alone, so that a script can keep them; what is wrong goes to the other."""
        verdicts = list(verify())
        seen = [compare(head) for head in _read(options["heads"])] if options["heads"] else []
        self.stdout.write("".join(f"{verdict}\n" for verdict in verdicts), ending="")
        wrong = [f"chain {each.chain}, record {each.at}: {each.fault}" for each in (*verdicts, *seen) if each.fault]
        wrong += [f"entry {key}: {strange}" for key, strange in unexplained()]
        if wrong:
            raise CommandError("\n".join(wrong))


def _read(file: Path) -> list[Verdict]:
    try:
        return [Verdict.parse(line) for line in file.read_text().splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise CommandError(f"{file} holds no heads: {error}") from error
