"""Pictures as the admin shows them: in its list, and on the page of one. Covered ones are covered here too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from columns.models import Entry, Evidence, Image
from columns.publishing.image_words import ImageWords, what_is_missing
from columns.reading.covers import cover_words

from .image_cards import thumbnail_of
from .image_dialog import cut_context
from .roles import of_own_columns, standing

if TYPE_CHECKING:
    from .roles import ModelAdmin
else:
    ModelAdmin = object
#: As many of the entries that show a picture are named.
NAMED = 50


def thumbnail(image: Image) -> SafeString:
    """A small picture. Under a cover, it is loaded when somebody opens that."""
    if not image.sizes:
        return format_html("{}", image.get_state_display())
    width, height = image.sizes[0]
    shown = format_html(
        '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        thumbnail_of(image), width, height, image.alt,
    )
    if not image.is_covered:
        return shown
    return format_html("<details><summary>{}</summary>{}</details>", cover_words(image)["kinds"], shown)


class ImageShown(ModelAdmin):
    """The part of the admin of pictures that only shows."""

    list_display = ("thumbnail", "about", "state", "lacks", "credit", "uploaded_at", "held_by_count")
    list_display_links = ("about",)
    shown = ("thumbnail", "state_shown", "caption", "alt", "decorative", "credit", "cover_note", "cleared_shown")
    #: What stands beside the fields of a part of the form.
    beside = {"people": ("cleared_shown",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the number of own entries that show each."""
        held = of_own_columns(request, Entry.objects.filter(images=OuterRef("pk"))).order_by().values("images")
        number = Subquery(held.annotate(number=Count("pk")).values("number"))
        images: QuerySet[Any] = super().get_queryset(request).annotate(held_by_how_many=number)
        return images

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """With what this person may know of it: the own texts that show it; of these alone, who brought it in."""
        image = super().get_object(request, object_id, from_field)
        if image is not None:
            image.own_posts = list(of_own_columns(request, image.led.order_by("-pk"))[:NAMED])
            image.own_entries = list(of_own_columns(request, image.entries.order_by("-display_time", "-pk"))[:NAMED])
            is_mine = standing(request).is_all or image.uploaded_by_id == request.user.pk
            image.is_own = is_mine or bool(image.own_posts or image.own_entries)
            image.is_kept = of_own_columns(request, Evidence.objects.filter(pk=image.pk), "view_evidence").exists()
        return image

    def where(self, image: Any) -> tuple[str, ...]:
        """Where it is, and for those who may see its evidence the way there."""
        known = {"uploaded_by": "is_own", "evidence_shown": "is_kept"}
        return ("used_by", "uploaded_at", *(name for name, of in known.items() if getattr(image, of, False)))

    @admin.display(description=_("picture"))
    def thumbnail(self, image: Image) -> SafeString:
        """Small."""
        return thumbnail(image)

    @admin.display(description=_("what it shows"), ordering="alt")
    def about(self, image: Image) -> SafeString:
        """What it is called."""
        return format_html("<bdi>{}</bdi>", image)

    @admin.display(description=_("still missing"))
    def lacks(self, image: Image) -> str:
        """The field that readers would need, in a word."""
        missing = None if image.is_withdrawn else what_is_missing(ImageWords.of(image))
        named = {
            "alt": _("alternative text"), "cover_note": _("words on the cover"),
            "identifiable": _("whether people can be recognised"), "cleared": _("a decision on people in it"),
        }
        return str(named.get(missing.field or "", "")) if missing else ""

    @admin.display(description=_("entries"), ordering="held_by_how_many")
    def held_by_count(self, image: Any) -> int:
        """How many show it."""
        return image.held_by_how_many or 0

    @admin.display(description=_("state"))
    def state_shown(self, image: Image) -> str:
        """In words, with the reason that readers see."""
        return ": ".join(filter(None, (str(image.get_state_display()), image.withdrawal_reason)))

    @admin.display(description=_("picture"))
    def cut_shown(self, image: Image) -> SafeString:
        """All of it, with the part that is shown."""
        return render_to_string("admin/columns/_image_cut.html", cut_context(image))

    @admin.display(description=_("decided by"))
    def cleared_shown(self, image: Image) -> str:
        """Who, and when."""
        if image.cleared_at is None:
            return gettext("nobody")
        name = image.cleared_name if getattr(image, "is_own", False) else gettext("another desk")
        return f"{name}, {date_format(image.cleared_at, 'DATETIME_FORMAT')} UTC"

    @admin.display(description=_("shown in"))
    def used_by(self, image: Any) -> SafeString:
        """With the way to each: posts that it leads, then entries, newest first."""
        links = [*_links("post", image.own_posts), *_links("entry", image.own_entries)]
        if not links:
            return format_html("{}", gettext("nothing yet"))
        return format_html_join(mark_safe("<br>"), '<a href="{}"><bdi>{}</bdi></a>', links)

    @admin.display(description=_("evidence"))
    def evidence_shown(self, image: Image) -> SafeString:
        """The way to what was uploaded."""
        address = reverse("admin:columns_evidence_change", args=[image.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("As it was uploaded"))


def _links(noun: str, things: Iterable[Any]) -> list[tuple[str, str]]:
    return [(reverse(f"admin:columns_{noun}_change", args=[each.pk]), str(each)) for each in things]
