"""Embeds in Django's admin: our copies of what others published, to be corrected, fetched again or withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from columns.editing.shown_card import shown_card
from columns.models import Embed, Entry
from columns.models.image import Cover
from columns.outside.reasons import Reason
from columns.publishing.copies import WORDS, correct_embed, restore_embed, withdraw_embed
from columns.publishing.embeds import retry_embed
from columns.publishing.shown_in import columns_showing
from columns.publishing.texts import Signature
from columns.reading.cards import card

from . import seen
from .acts import Act, ActsAdmin
from .confirming import OwnPassword, asked
from .embed_cards import cards
from .embed_filters import KINDS, FateFilter, KindFilter
from .entry_acts import WithdrawForm
from .roles import of_own_columns
from .verbs import VerbForm

ACTS = (
    Act("retry", _("Fetch again"), "retry_embed", retry_embed, fits=lambda embed: not embed.is_withdrawn),
    Act(
        "withdraw", _("Withdraw"), "withdraw_embed", withdraw_embed,
        fits=lambda embed: not embed.is_withdrawn, form=WithdrawForm,
    ),
    Act("restore", _("Restore"), "restore_embed", restore_embed, fits=lambda embed: embed.is_withdrawn),
)
COVER = ("cover", "cover_note")
#: As many of the entries that hold an embed are named.
NAMED = 50


class EmbedForm(VerbForm):
    """What our copy says."""

    cover = forms.MultipleChoiceField(
        label=_("cover"), choices=Cover.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("What may hurt whoever sees or hears it: it is covered until they ask for it."),
    )
    password = OwnPassword()

    class Meta:
        model = Embed
        fields = (*WORDS, "archive_url", *COVER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("published_at"):
            date, time = field.widget.widgets
            date.attrs["aria-label"], time.attrs["aria-label"] = _("Published there: date"), _("Published there: time")
        for name in {"title", "text", "author", "handle", "site", "cover_note"} & self.fields.keys():
            self.fields[name].widget.attrs["dir"] = "auto"


@admin.register(Embed)
class EmbedAdmin(ActsAdmin):
    """Embeds come with the texts that hold them; here is what can be done to our copies."""

    form = EmbedForm
    acts = ACTS
    noun = "embed"
    changes = "correct_embed"
    list_display = ("about", "state", "kind_shown", "site", "captured_at", "fate", "held_by_count")
    list_filter = ("state", KindFilter, FateFilter)
    search_fields = ("title", "text", "author", "handle", "site", "url")
    ordering = ("-created_at", "pk")
    card = ("card_shown", "address_shown", "state")
    words = (*WORDS, "archive_url")
    covers = COVER
    knowledge = ("captured_at", "corrected_at", "sha256", "checked_at", "gone_at", "changed_at", "held_by")

    def get_urls(self) -> list[Any]:
        """Django's, and what the editor asks."""
        return [path("card/", cards, name="columns_embed_cards"), *super().get_urls()]

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """They are of no one column."""
        return seen.embeds(request, rows)

    def home_of(self, thing: Any) -> Collection[int]:
        """None."""
        return ()

    def changed_in(self, thing: Any) -> Collection[int]:
        """Wherever readers see it."""
        return columns_showing(thing)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the number of own entries that hold each."""
        held = of_own_columns(request, Entry.objects.filter(embeds=OuterRef("pk"))).order_by().values("embeds")
        number = Subquery(held.annotate(number=Count("pk")).values("number"))
        embeds: QuerySet[Any] = super().get_queryset(request).annotate(held_by_how_many=number)
        return embeds

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """With the own entries that hold it."""
        embed = super().get_object(request, object_id, from_field)
        if embed is not None:
            holders = of_own_columns(request, embed.entries.order_by("-display_time", "-pk"))
            embed.own_entries = holders[:NAMED]
        return embed

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The card; what it says; how we know."""
        may_write = self.has_change_permission(request, obj)
        hidden = self.hidden_fields if may_write else ()
        password = asked(request, obj) if may_write else ()
        why = [name for name, of in (("reason_shown", "reason"), ("withdrawal_reason",) * 2) if getattr(obj, of, "")]
        return (
            (None, {"fields": (*self.card, *why, *hidden)}),
            (_("What it says"), {"fields": self.words, "description": _("Times are in UTC.")}),
            (_("Cover"), {"fields": (*self.covers, *password)}),
            (_("How we know"), {"fields": self.knowledge}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What no editor writes, or nobody who may not."""
        words = () if self.has_change_permission(request, obj) else (*self.words, *self.covers)
        return (*self.card, "reason_shown", "withdrawal_reason", *self.knowledge, *words)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are taken from the texts."""
        return False

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Embed:
        """Correct the copy. What was not touched stays what it was, times to the microsecond."""
        typed = form.cleaned_data
        words = {name: typed[name] for name in WORDS if name in form.changed_data}
        return correct_embed(
            by=request.user, embed=form.instance, revision=typed["based_on"], archive_url=typed["archive_url"],
            cover=typed["cover"], cover_note=typed["cover_note"], **words,
        )

    # --- What is shown ---------------------------------------------------------------------------

    @admin.display(description=_("embed"), ordering="title")
    def about(self, embed: Embed) -> SafeString:
        """What it is called, or says, or else its address."""
        return format_html("<bdi>{}</bdi>", embed)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_shown(self, embed: Embed) -> str:
        """In words."""
        return str(KINDS.get(embed.kind, embed.kind))

    @admin.display(description=_("original"))
    def fate(self, embed: Embed) -> str:
        """What has become of it."""
        return str(_("removed") if embed.gone_at else _("says something else") if embed.changed_at else "")

    @admin.display(description=_("entries"), ordering="held_by_how_many")
    def held_by_count(self, embed: Any) -> int:
        """How many hold it."""
        return embed.held_by_how_many or 0

    @admin.display(description=_("card"))
    def card_shown(self, embed: Embed) -> SafeString:
        """As readers see it."""
        return shown_card(card(embed))

    @admin.display(description=_("address"))
    def address_shown(self, embed: Embed) -> SafeString:
        """With the way there."""
        return format_html('<a href="{0}" rel="noopener noreferrer" target="_blank" dir="ltr">{0}</a>', embed.url)

    @admin.display(description=_("why it was not fetched"))
    def reason_shown(self, embed: Embed) -> str:
        """In words."""
        return str(Reason(embed.reason).label) if embed.reason in Reason else ""

    @admin.display(description=_("entries that hold it"))
    def held_by(self, embed: Embed) -> SafeString:
        """With the way to each, newest first."""
        holders = getattr(embed, "own_entries", ())
        links = ((reverse("admin:columns_entry_change", args=[entry.pk]), entry) for entry in holders)
        return format_html_join(mark_safe("<br>"), '<a href="{}"><bdi>{}</bdi></a>', links)
