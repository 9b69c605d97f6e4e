"""Pictures in Django's admin: found again, described, taken back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from columns.editing.image_desk import too_large
from columns.models import Image
from columns.publishing.errors import Refused
from columns.publishing.image_withdrawals import restore_image, withdraw_image
from columns.publishing.images import describe_image
from columns.publishing.shown_in import columns_showing
from columns.publishing.texts import Signature

from . import seen
from .acts import Act, ActsAdmin
from .confirming import asked
from .entry_acts import WithdrawForm
from .image_cards import cards
from .image_credits import known_credits, note_credit
from .image_dialog import PARTS, describe, may_describe, whole
from .image_filters import CoverFilter, LackFilter
from .image_form import ImageForm
from .image_list import ImageShown
from .image_uploads import UploadForm, into_memory, is_too_large, upload

ACTS = (
    Act(
        "withdraw", _("Withdraw"), "withdraw_image", withdraw_image,
        fits=lambda image: not image.is_withdrawn, form=WithdrawForm,
    ),
    Act("restore", _("Restore"), "restore_image", restore_image, fits=lambda image: image.is_withdrawn),
)
TITLES = {
    "words": _("What it shows"), "cover": _("Cover"), "people": _("People in it"), "cut": _("What of it is shown"),
}


@admin.register(Image)
class ImageAdmin(ImageShown, ActsAdmin):
    """Pictures come with the texts that show them, or by a page of their own; here they are found again."""

    form = ImageForm
    acts = ACTS
    noun = "image"
    adds, changes = "take_image", "describe_image"
    modules = (*ActsAdmin.modules, "image_form")
    list_filter = ("state", LackFilter, CoverFilter)
    search_fields = ("caption", "alt", "credit", "=id")
    ordering = ("-uploaded_at", "pk")

    def get_urls(self) -> list[Any]:
        """Django's, and what the editor asks. Who may not upload is told so before anything is read."""
        own = [
            path("upload/", upload, name="columns_image_upload"),
            path("card/", cards, name="columns_image_cards"),
            path("add/", csrf_exempt(self.admin_site.admin_view(csrf_exempt(self.upload_view)))),
            path("<slug:image_id>/describe/", describe, name="columns_image_describe"),
            path("<slug:image_id>/whole/", whole, name="columns_image_whole"),
        ]
        return [*own, *super().get_urls()]

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """`Add picture`: a file, without any script."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST" and is_too_large(request):
            return self._show_upload(request, UploadForm(request), too_large(), status=413)
        into_memory(request)
        answer: HttpResponse = csrf_protect(self._take)(request)
        return answer

    def _take(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self._show_upload(request, UploadForm(request))
        form = UploadForm(request, request.POST, request.FILES)
        if form.is_valid():
            try:
                return HttpResponseRedirect(self._address(form.take(request)))
            except Refused as refusal:
                form.add_error("file", refusal.message)
        return self._show_upload(request, form)

    def _show_upload(self, request: HttpRequest, form: UploadForm, said: str = "", status: int = 200) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request), "title": _("Add picture"), "opts": self.opts, "form": form,
            "said": said,
        }
        return TemplateResponse(request, "admin/columns/image_add.html", context, status=status)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The picture; what is said of it, as in the dialogue; where it is."""
        if not self._can_write(request, obj):
            return ((None, {"fields": self.shown}), (_("Where it is"), {"fields": self.where(obj)}))
        parts = [(TITLES[name], {"fields": (*fields, *self.beside.get(name, ()))}) for name, fields in PARTS]
        why = ("state_shown",) if obj.state != Image.State.SETTLED else ()
        first = (None, {"fields": ("cut_shown", *why, *asked(request, obj), *self.hidden_fields)})
        return (first, *parts, (_("Where it is"), {"fields": self.where(obj)}))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What no editor writes, or nobody who may not."""
        own = () if self._can_write(request, obj) else self.shown
        beside = [name for names in self.beside.values() for name in names]
        return ("cut_shown", "state_shown", *beside, *own, *self.where(obj))

    def _can_write(self, request: HttpRequest, image: Image | None) -> bool:
        # What was typed while a colleague withdrew it is still read, and shown with the refusal.
        is_open = image is not None and (request.method == "POST" or not image.is_withdrawn)
        return is_open and self.has_change_permission(request, image)

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """They are of no one column."""
        return seen.images(request, rows)

    def home_of(self, thing: Any) -> Collection[int]:
        """None."""
        return ()

    def changed_in(self, thing: Any) -> Collection[int]:
        """Wherever readers see it."""
        return columns_showing(thing)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may describe it in a text."""
        shown = self.where_changed(request, obj)
        return may_describe(request, obj, shown) if obj else super().has_change_permission(request)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """When a post looks for its lead: none that is withdrawn."""
        if request.GET.get("field_name") == "lead":
            queryset = queryset.exclude(state=Image.State.WITHDRAWN)
        return super().get_search_results(request, queryset, search_term)

    def page_context(self, request: HttpRequest, form: Any, obj: Any) -> dict[str, Any]:
        """With the names that were credited of late."""
        if isinstance(form, ImageForm):
            form.offer(known_credits(request))
        return super().page_context(request, form, obj)

    def form_view(self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any) -> HttpResponse:
        """In no transaction but the verb's: a crop takes its time, in which others want to publish."""
        view: Any = self._changeform_view  # type: ignore[attr-defined]
        answer: HttpResponse = view(request, object_id, form_url, extra_context)
        return answer

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Image:
        """Describe it."""
        typed = form.cleaned_data
        image = describe_image(
            by=request.user, image=form.instance, revision=typed["based_on"], words=form.words()
        )
        note_credit(request, image.credit)
        return image
