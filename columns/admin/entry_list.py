"""How an entry is shown where it cannot be written in: in the list, and on the page of one that is only read."""

from __future__ import annotations

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from columns.models import Entry
from columns.publishing.embed_texts import without_embeds
from columns.reading.body import shown

from .acts import ActsAdmin
from .roles import OwnColumns


class EntryShown(ActsAdmin):
    """What the list and a read-only page say of an entry."""

    list_display = ("about", "state", "post", "shown_at", "marks")
    list_filter = ("state", "pinned", "key_event", ("column", OwnColumns))
    asked = ("post",)
    list_select_related = ("post", "column")
    search_fields = ("headline", "body", "=id")
    date_hierarchy = "display_time"
    ordering = ("-display_time", "-first_seq")
    shown = (
        "state", "post", "headline", "text_shown", "shown_at", "continues", "related", "signed_by", "withdrawal_reason"
    )

    @admin.display(description=_("entry"), ordering="headline")
    def about(self, entry: Entry) -> str:
        """The headline, or how the text begins."""
        return str(entry)

    @admin.display(description=_("time shown"), ordering="display_time")
    def shown_at(self, entry: Entry) -> str:
        """In the column's own zone."""
        if entry.display_time is None:
            return gettext("when published")
        local = timezone.localtime(entry.display_time, entry.column.zone)
        return f"{date_format(local, 'SHORT_DATE_FORMAT')} {local:%H:%M %Z}"

    @admin.display(description=_("marks"))
    def marks(self, entry: Entry) -> str:
        """What sets it apart on its page."""
        marks = ((entry.pinned, gettext("pinned")), (entry.key_event, gettext("key event")))
        return ", ".join(word for is_set, word in marks if is_set)

    @admin.display(description=_("text"))
    def text_shown(self, entry: Entry) -> SafeString:
        """As readers see it, or saw it; embeds are links here."""
        return mark_safe(without_embeds(shown(entry.body)))  # noqa: S308 - sanitised by the verb that stored it

    @admin.display(description=_("relations to earlier entries"))
    def related(self, entry: Entry) -> str:
        """What it does to which."""
        return "; ".join(map(str, entry.relations.select_related("to")))

    @admin.display(description=_("bylines"))
    def signed_by(self, entry: Entry) -> str:
        """The names in their order."""
        return ", ".join(map(str, entry.bylines.select_related("author")))
