"""`manage.py demo`: fills an empty site with the demonstration."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from columns.management.demo.build import publish_demo
from columns.publishing.errors import Refused


class Command(BaseCommand):
    """Publishes the demonstration's column where there is none yet; otherwise says so and changes nothing."""

    help = "Publish the demonstration: a column on Syria in autumn 2015. Only where there is no column yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish it, and say where it can be read."""
        try:
            column = publish_demo()
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            _("“%(column)s” is published: %(posts)d posts, %(entries)d entries, at /%(slug)s/.")
            % {
                "column": column.title,
                "posts": column.posts.count(),
                "entries": column.entries.count(),
                "slug": column.slug,
            }
        )
