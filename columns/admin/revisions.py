"""Revisions in Django's admin: every text that was saved, to be read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from columns.markup.plain import words
from columns.models import Revision

from .read_only import ReadOnlyAdmin
from .roles import standing


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """The texts of entries and posts, newest first. Their own pages link here with `?entry=` or `?post=`."""

    list_display = ("number", "of", "headline", "beginning", "by", "at")
    list_select_related = ("entry", "post", "by")
    search_fields = ("headline", "=entry__id", "=post__id")
    asked = ("entry", "post")
    date_hierarchy = "at"
    ordering = ("-at", "-number")
    fields = ("number", "of", "headline", "standfirst", "text_shown", "by", "at")

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of own columns, whichever they are texts of."""
        held = standing(request).columns(self.views)
        return rows if held is None else rows.filter(Q(entry__column__in=held) | Q(post__column__in=held))

    def home_of(self, thing: Any) -> Collection[int]:
        """That of the entry or the post."""
        return ((thing.entry or thing.post).column_id,)

    @admin.display(description=_("text of"))
    def of(self, revision: Revision) -> str:
        """The entry or the post."""
        return str(revision.entry or revision.post)

    @admin.display(description=_("text"))
    def beginning(self, revision: Revision) -> str:
        """How it begins."""
        return words(revision.body, 120)

    @admin.display(description=_("text"))
    def text_shown(self, revision: Revision) -> SafeString:
        """As it was saved."""
        return mark_safe(revision.body)  # noqa: S308 - sanitised by the verb that stored it
