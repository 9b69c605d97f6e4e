"""History: the texts of an entry or a post, one beside the one before it, with what was different."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from columns.models import Correction, Entry, Post, Revision
from columns.publishing.comparison import Row, compare_bodies, compare_lines
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.revisions import blank_revision, restore_revision

from .confirming import led_to_confirm
from .read_only import ReadOnlyAdmin
from .roles import standing

_KINDS: dict[str, type[Entry] | type[Post]] = {"entry": Entry, "post": Post}
#: So many of them are listed; the others are in the list of all revisions.
LISTED = 200


class Histories(ReadOnlyAdmin):
    """An admin of revisions with `history/<kind>/<id>/`, where one can be restored or blanked."""

    def get_urls(self) -> list[Any]:
        """Django's, and ours."""
        own = self.admin_site.admin_view
        return [
            path(
                "history/<slug:kind>/<str:object_id>/", own(require_safe(self.texts_view)),
                name="columns_revision_history",
            ),
            path("<int:pk>/restore/", own(require_POST(self.restore_view)), name="columns_revision_restore"),
            path("<int:pk>/blank/", own(require_POST(self.blank_view)), name="columns_revision_blank"),
            *super().get_urls(),
        ]

    def texts_view(self, request: HttpRequest, kind: str, object_id: str) -> HttpResponse:
        """The list of the texts, and of the one that is asked for (else the newest) what it changed."""
        if kind not in _KINDS or "\0" in object_id:
            raise Http404
        thing: Any = get_object_or_404(_KINDS[kind].objects.select_related("column"), pk=object_id)
        if not standing(request).may(self.views, thing.column_id):
            raise Http404
        texts = list(thing.revisions.select_related("by", "blanked_by").defer("body").order_by("-number")[:LISTED])
        asked = request.GET.get("number", "")
        number = int(asked) if asked.isdecimal() and len(asked) < 10 else thing.revision
        shown = get_object_or_404(Revision.objects.select_related("blanked_by"), **{kind: thing}, number=number)
        before = Revision.objects.filter(**{kind: thing}, number=number - 1).first()
        may = {act: standing(request).may(f"{act}_revision", thing.column_id) for act in ("restore", "blank")}
        is_present = shown.number == thing.revision
        context = {
            **self.admin_site.each_context(request),
            "title": _("Earlier texts"), "opts": self.opts, "thing": thing, "kind": kind, "texts": texts,
            "shown": shown, "before": before, "rows": _rows(before, shown),
            "notes": Correction.objects.filter(entry=thing.pk, number=number) if kind == "entry" else (),
            "may_restore": may["restore"] and not is_present and not shown.blanked_at,
            "may_blank": may["blank"] and not shown.blanked_at and (not is_present or _is_stub(thing)),
            "back": reverse(f"admin:columns_{kind}_change", args=[thing.pk]),
        }
        with timezone.override(thing.column.zone):
            return render(request, "admin/columns/history.html", context)

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put that text over the present one, if it is still the one that was seen."""
        based_on = request.POST.get("based_on", "")

        def restore(revision: Revision) -> str:
            restore_revision(
                by=request.user, revision=revision, based_on=int(based_on) if based_on.isdecimal() else 0
            )
            return _("Text %(number)d is the present one again.") % {"number": revision.number}

        return self._do(request, pk, restore)

    def blank_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the words out of that text."""

        def blank(revision: Revision) -> str:
            blank_revision(by=request.user, revision=revision)
            return _("Text %(number)d has been blanked.") % {"number": revision.number}

        return self._do(request, pk, blank)

    def _do(self, request: HttpRequest, pk: int, act: Any) -> HttpResponse:
        revision = get_object_or_404(Revision.objects.select_related("entry", "post"), pk=pk)
        kind = "entry" if revision.entry_id else "post"
        thing = revision.entry or revision.post
        assert thing  # noqa: S101 - `revision_of_one_thing`
        if not standing(request).may(self.views, thing.column_id):
            raise Http404
        address = reverse("admin:columns_revision_history", args=[kind, thing.pk])
        if first := led_to_confirm(request, [thing], f"{address}?number={revision.number}"):
            return first
        try:
            messages.success(request, act(revision))
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except Refused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(address)


def _is_stub(thing: Entry | Post) -> bool:
    return isinstance(thing, Entry) and thing.is_withdrawn


def _rows(before: Revision | None, shown: Revision) -> list[Row]:
    """What one text changed in the one before it; of the first, all of it."""
    old = before or Revision()
    return [
        *compare_lines(_("headline"), old.headline, shown.headline),
        *compare_lines(_("standfirst"), old.standfirst, shown.standfirst),
        *compare_bodies(old.body, shown.body),
    ]
