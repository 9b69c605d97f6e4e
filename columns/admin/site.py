"""The site's identity in Django's admin: one form."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from columns.models import Site
from columns.publishing.site import change_site
from columns.publishing.texts import Signature

from .verbs import VerbAdmin, VerbForm


class SiteForm(VerbForm):
    """Who publishes this."""

    class Meta:
        model = Site
        fields = ("name", "publisher", "tagline", "notice")


@admin.register(Site)
class SiteAdmin(VerbAdmin):
    """The list of sites is the one site's form."""

    form = SiteForm
    views = changes = "change_site"
    shown = ("name", "publisher", "tagline", "notice")

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """There is one, of no column."""
        return rows

    def home_of(self, thing: Any) -> Collection[int]:
        """None."""
        return ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What can be written, or what there is to read."""
        if obj and not self.has_change_permission(request, obj):
            return self.shown
        return (*self.shown, *self.hidden_fields)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may change the identity may give it for the first time; there is only one."""
        return not Site.objects.exists() and super().has_change_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Straight to the form."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        site = Site.objects.order_by("pk").first()
        if site is None and self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:columns_site_add"))
        if site is None:
            return super().changelist_view(request, extra_context)
        return HttpResponseRedirect(reverse("admin:columns_site_change", args=[site.pk]))

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Site:
        """Name the site."""
        typed = {name: form.cleaned_data[name] for name in self.shown}
        return change_site(by=request.user, revision=form.cleaned_data["based_on"], **typed)
