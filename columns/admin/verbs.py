"""The bridge from Django's admin to the verbs: a form's fields go to a verb, which alone checks and writes.

Django's own saving is put out of action. What a verb refuses is shown in the same form, with everything typed kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import js_asset
from django import forms
from django.contrib.admin.utils import construct_change_message, unquote
from django.db.models import Model
from django.forms.widgets import Media, Script
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from columns.editing.confirming import confirm
from columns.publishing.errors import Refused
from columns.publishing.texts import Signature

from .bylines import signatures
from .roles import ByRole
from .rows import RowsInline
from .stale import is_stale, rows

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


@dataclass(frozen=True)
class Button:
    """A way to send the form. The main one is what Ctrl+Enter presses."""

    name: str
    label: str | _StrPromise
    is_main: bool = False


class VerbForm(ModelForm):
    """A form for a verb. It knows which text it builds on, and carries an id by which its second arrival is known."""

    submit_id = forms.UUIDField(required=False, widget=forms.HiddenInput({"autocomplete": "off"}))
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput({"autocomplete": "off"}))

    #: What the verb said to this form a moment ago, if it is shown again for that.
    refusal: Refused | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # a browser would cut a longer paste without a word; the verb says so
            field.widget.attrs.pop("maxlength", None)
        if line := next((field for field in self.fields.values() if isinstance(field.widget, forms.TextInput)), None):
            line.widget.attrs["autofocus"] = self.instance._state.adding
        self.initial = {"submit_id": uuid.uuid4(), "based_on": self.instance.revision, **self.initial}
        if self.refusal and is_stale(self.refusal, self.instance, self.data):
            # Both texts are about to be shown, so that saving once more is a decision: it builds on the other one.
            self._replace("based_on", self.instance.revision)
        if self.refusal:
            self._replace("submit_id", uuid.uuid4())  # sending it again is another submission

    def _replace(self, field: str, value: object) -> None:
        data: Any = self.data
        self.data = data.copy()
        self.data[field] = str(value)  # type: ignore[index]

    def _post_clean(self) -> None:
        """Nothing: the verb checks, and the instance stays as it is stored."""

    def clean(self) -> dict[str, Any]:
        """Say what the verb said, at the field it spoke of."""
        if self.refusal:
            field = self.refusal.field
            self.add_error(field if field in self.fields else None, self.refusal.message)
        return self.cleaned_data


class VerbAdmin(ByRole):
    """An admin whose saving is a verb: `perform` calls it and returns what it returned."""

    form = VerbForm
    list_per_page = 50
    show_full_result_count = False
    hidden_fields: Sequence[str] = ("submit_id", "based_on")
    #: Our own modules for its forms.
    modules: Sequence[str] = ("keys", "names", "unsaved", "handed_over")

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Model:
        """Call the verb that this form is for."""
        raise NotImplementedError

    def buttons(self, request: HttpRequest, obj: Any) -> list[Button]:
        """The ways to send this form, for this person."""
        return [Button("_save", _("Save"), is_main=True)]

    @property
    def media(self) -> Media:
        """The admin's, and our own modules for its forms."""
        ours: Media = js_asset.Media(js=[Script(f"js/desk/{name}.js", type="module") for name in self.modules])
        return super().media + ours

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form; once more, with the reason, when the verb refuses (its transaction is rolled back by then).

        What asks for the password gets no further without it.
        """
        try:
            if request.method == "POST" and object_id:
                confirm(request, self.get_object(request, unquote(object_id)))
            return self.form_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            return self.form_view(request, object_id, form_url, extra_context)

    def form_view(self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any) -> HttpResponse:
        """Django's, in one transaction."""
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A class made for this request, so that it can carry what the verb said."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """Rows are filled in as if they were typed: saving replaces them all, and their keys with them."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, RowsInline) and request.method != "POST":
            kwargs["initial"] = inline.initial(obj)
        return kwargs

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing: the verb writes, as soon as the bylines are known."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Call the verb, and let Django's log and messages see its result."""
        done = self.perform(request, form, signatures(formsets), change)
        vars(form.instance).update(vars(done))

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Which fields were changed. The formsets were never saved and know nothing of it."""
        return construct_change_message(form, [], add)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """The first words of what is looked for: each costs the database a condition."""
        return super().get_search_results(request, queryset, " ".join(search_term.split()[:20])[:200])

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted: it is withdrawn, closed or hidden."""
        return False

    def page_context(self, request: HttpRequest, form: Any, obj: Any) -> dict[str, Any]:
        """What our templates show beyond Django's: the buttons, and the other text beside this one."""
        refusal: Refused | None = getattr(request, "refusal", None)
        is_old = refusal and obj and is_stale(refusal, obj, request.POST)
        return {"buttons": self.buttons(request, obj), "stale_rows": rows(form, obj, refusal) if is_old else []}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Django's, with our context and the nonce that the import map needs."""
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
        context |= self.page_context(request, context["adminform"].form, obj)
        context["media"] = js_asset.Media.from_media(context["media"], nonce=nonce)
        return super().render_change_form(request, context, add, change, form_url, obj)
