"""Records: rows that the admin shows and never writes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from .roles import ByRole


class ReadOnlyAdmin(ByRole):
    """An admin without a single form."""

    list_per_page = 50
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Written by verbs alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never rewritten."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never deleted."""
        return False
