"""The dialogue in which a picture is described: its form as HTML, and what comes back from it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from columns.editing.confirming import confirm
from columns.images.reasons import Unfit
from columns.images.renditions import first_of
from columns.models import Image
from columns.publishing.errors import Refused
from columns.publishing.image_files import master_of
from columns.publishing.images import describe_image
from columns.publishing.shown_in import columns_showing
from columns.reading.covers import cover_words
from columns.reading.pictures import usual_width

from . import seen
from .confirming import asked
from .image_cards import answer, barred, not_allowed
from .image_credits import known_credits, note_credit
from .image_form import ImageForm
from .roles import standing
from .stale import is_stale, rows

#: The parts of the form: what the picture is, whom it may hurt, whom it shows, and what of it is shown.
PARTS = (
    ("words", ("caption", "alt", "decorative", "credit")),
    ("cover", ("cover", "cover_note")),
    ("people", ("identifiable", "cleared")),
    ("cut", ("focus_x", "focus_y", "crop_left", "crop_top", "crop_right", "crop_bottom")),
)


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, image_id: str) -> HttpResponse:
    """`GET`: the form. `POST`: what it says is kept, and the picture told of as it is now; or the form once more with
    what was typed and, if somebody else has saved meanwhile, with what they said beside it.
    """
    if (refused := barred(request, "describe_image")) is not None:
        return refused
    image = get_object_or_404(seen.images(request).select_related("cleared_by"), pk=image_id)
    if not may_describe(request, image, columns_showing(image)):
        return not_allowed()
    if request.method != "POST":
        return JsonResponse({"html": _rendered(request, image, _form(None, image))})
    form = _form(request.POST, image)
    if not form.is_valid():
        return JsonResponse({"html": _rendered(request, image, form)})
    try:
        confirm(request, image)
        described = describe_image(
            by=request.user, image=image, revision=form.cleaned_data["based_on"], words=form.words()
        )
    except Refused as refusal:
        now = Image.objects.select_related("cleared_by").get(pk=image.pk)
        return JsonResponse({"html": _rendered(request, now, _form(request.POST, now, refusal), refusal)})
    note_credit(request, described.credit)
    return answer(request, described)


def whole(request: HttpRequest, image_id: str) -> HttpResponse:
    """All of a picture, without its crop: for those who set that. It is made of our own copy."""
    if (refused := barred(request, "describe_image")) is not None:
        return refused
    image = get_object_or_404(seen.images(request), pk=image_id)
    if not may_describe(request, image, columns_showing(image)):
        return not_allowed()
    try:
        content = first_of(master_of(image)).content
    except (Unfit, OSError):
        return HttpResponse(status=404)
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


def may_describe(request: HttpRequest, image: Image, shown: Collection[int]) -> bool:
    """Whether this person may: for what readers see, it takes the role in every column where it is `shown`."""
    held = standing(request)
    if image.is_withdrawn:
        return held.may("restore_image", *shown)
    return held.may("describe_image") and (not shown or held.may("describe_shown_image", *shown))


def cut_context(image: Image) -> dict[str, Any]:
    """What `_image_cut.html` shows: all of the picture, under its cover if it has one."""
    is_public = image.crop is None and bool(image.sizes)
    return {
        "image": image, "cover": cover_words(image), "whole": image.url(usual_width(image)) if is_public else "",
    }


def _form(data: Any, image: Image, refusal: Refused | None = None) -> ImageForm:
    """The form, which knows what the verb has said to it."""
    told = type("ToldImageForm", (ImageForm,), {"refusal": refusal})
    form: ImageForm = told(data, instance=image, auto_id="image_%s")
    return form


def _rendered(request: HttpRequest, image: Image, form: ImageForm, refusal: Refused | None = None) -> str:
    form.offer(known_credits(request))
    form.is_valid()
    is_old = refusal and is_stale(refusal, image, request.POST)
    context = {
        "form": form, "image": image, "stale_rows": rows(form, image, refusal) if is_old else [],
        "parts": [
            (name, [form[field] for field in fields])
            for name, fields in (*PARTS, ("password", asked(request, image)))
            if fields
        ],
        **cut_context(image),
    }
    return render_to_string("admin/columns/image_dialog.html", context, request)
