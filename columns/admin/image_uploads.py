"""Uploads: a picture brought in, by the editor's script or by a page that needs none.

Who may not upload, or sends too much, is refused before the file is read: the check of the form's token, which reads
it, comes after that. (`liveblog/uploads.py` refuses most of it even earlier.)
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from columns.editing.image_desk import too_large
from columns.models import Column, Image, Post
from columns.publishing.errors import Refused
from columns.publishing.images import take_image
from liveblog.uploads import LARGEST_FORM, LARGEST_PICTURE

from . import seen
from .image_cards import answer, barred, refusal
from .roles import of_own_columns


class UploadForm(forms.Form):
    """One file, and the column it is for: that says whether the file itself is kept."""

    file = forms.FileField(label=gettext_lazy("Picture"), allow_empty_file=True, widget=forms.FileInput({
        "accept": "image/*",
    }))
    column = forms.ModelChoiceField(
        Column.objects.all(), label=gettext_lazy("Column"), required=False,
        help_text=gettext_lazy("Some columns keep the file as evidence; without one it is discarded."),
    )
    post = forms.ModelChoiceField(Post.objects.select_related("column"), required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(*args)
        for name, column in (("column", "pk"), ("post", "column")):
            field: Any = self.fields[name]
            field.queryset = of_own_columns(request, field.queryset, "take_image", column)

    def clean_file(self) -> Any:
        """Nothing larger than a picture may be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PICTURE:
            raise forms.ValidationError(too_large())
        return file

    def take(self, request: HttpRequest) -> Image:
        """The picture in the file. Raises Refused, NotAllowed."""
        typed = self.cleaned_data
        column = typed["post"].column if typed["post"] else typed["column"]
        image = take_image(by=request.user, body=typed["file"].read(), column=column)
        seen.remember(request, image)
        return image


class InMemory(MemoryFileUploadHandler):
    """Takes a file into memory, whatever its size: all of it is needed there, and its size has been looked at."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Always its turn."""
        self.activated = True


@csrf_exempt
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """`POST file=… post=…|column=…`: the picture in it (201), or what is wrong with the file, as JSON."""
    if (refused := barred(request, "take_image")) is not None:
        return refused
    if is_too_large(request):
        return refusal(too_large(), status=413)
    into_memory(request)
    return _take(request)


@csrf_protect
def _take(request: HttpRequest) -> JsonResponse:
    form = UploadForm(request, request.POST, request.FILES)
    if not form.is_valid():
        return refusal(" ".join(str(said) for messages in form.errors.values() for said in messages))
    try:
        image = form.take(request)
    except Refused as refused:
        return refusal(refused.message)
    return answer(request, image, status=201)


def into_memory(request: HttpRequest) -> None:
    """Have the file read without a second copy on the disk. Nothing has been read yet."""
    request.upload_handlers = [InMemory(request)]


def is_too_large(request: HttpRequest) -> bool:
    """Whether more was announced than a form with a picture in it has. Nothing has been read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return not announced.isdecimal() or int(announced) > LARGEST_FORM
