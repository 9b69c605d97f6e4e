"""Acts: verbs that take a thing as it stands, as buttons on its page and as bulk actions in its list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from columns.publishing.errors import Refused

from .confirming import led_to_confirm
from .roles import standing
from .verbs import VerbAdmin

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ActForm(forms.Form):
    """What has to be said for an act, once for all of `things`."""

    def __init__(self, data: Any = None, *, things: Sequence[Any]) -> None:
        super().__init__(data)
        self.things = things

    def changes(self) -> Sequence[Any]:
        """What else readers see changed by it, when all has been said."""
        return ()


@dataclass(frozen=True)
class Act:
    """A verb as it is offered: to whom (`needs` is its name in the table of permissions) and when (`fits`)."""

    name: str
    label: str | _StrPromise
    needs: str
    verb: Callable[..., object]
    fits: Callable[[Any], bool]
    form: type[ActForm] | None = None
    is_button: bool = True

    @property
    def asks(self) -> bool:
        """Whether it has a page of its own. (A template would call `form`.)"""
        return self.form is not None


class ActsAdmin(VerbAdmin):
    """An admin that offers acts. Each is done by POST alone, and those that ask something first have a page for it."""

    acts: Sequence[Act] = ()
    #: What the verbs call the thing.
    noun = ""

    def get_urls(self) -> list[Any]:
        """Django's, and `<id>/act/<name>/`."""
        view = self.admin_site.admin_view(self.act_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        return [path("<path:object_id>/act/<slug:name>/", view, name=name), *super().get_urls()]

    def offered(self, request: HttpRequest, thing: Any = None) -> list[Act]:
        """The acts that this person may do to a thing; without one, to some."""
        where = self.where_changed(request, thing)
        return [act for act in self.acts if standing(request).may(act.needs, *where)]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Every act, in bulk; Django's deletion is not among them."""
        return {act.name: (_in_bulk(act), act.name, act.label) for act in self.offered(request)}

    def act_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """One act on one thing; its page first, if it asks something."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        act = next((each for each in self.acts if each.name == name), None)
        thing = self.get_object(request, unquote(object_id))
        if act is None or thing is None:
            raise Http404
        if act not in self.offered(request, thing):
            raise PermissionDenied
        if request.method != "POST" and not act.form:
            return HttpResponseNotAllowed(["POST"])
        if first := led_to_confirm(request, [thing], self._address(thing)):
            return first
        form = act.form(request.POST if request.method == "POST" else None, things=[thing]) if act.form else None
        if form and not form.is_valid():
            return self._ask(request, act, [thing], form)
        if form and (first := led_to_confirm(request, form.changes(), self._address(thing))):
            return first
        self.carry_out(request, act, [thing], form.cleaned_data if form else {})
        return HttpResponseRedirect(self._address(thing))

    def carry_out(self, request: HttpRequest, act: Act, things: Iterable[Any], said: dict[str, Any]) -> None:
        """Do it to each; say for each that was refused why, and how many were done."""
        done = 0
        for thing in things:
            try:
                act.verb(by=request.user, **{self.noun: thing}, **said)
            except Refused as refusal:
                messages.error(request, _("“%(thing)s”: %(why)s") % {"thing": thing, "why": refusal.message})
            else:
                done += 1
                self.log_change(request, thing, str(act.label))
        if done:
            messages.success(request, _("%(act)s: done (%(count)d).") % {"act": act.label, "count": done})

    def _ask(self, request: HttpRequest, act: Act, things: Sequence[Any], form: ActForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": act.label, "opts": self.opts, "act": act, "form": form, "things": things,
            "in_bulk": "action" in request.POST, "checkbox": helpers.ACTION_CHECKBOX_NAME,
            "select_across": request.POST.get("select_across", "0"),
            "back": self._address(things[0]) if len(things) == 1 else "..",
        }
        return TemplateResponse(request, "admin/columns/act.html", context)

    def _address(self, thing: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[quote(thing.pk)])

    def page_context(self, request: HttpRequest, form: Any, obj: Any) -> dict[str, Any]:
        """With a button for each act that fits the thing as it is."""
        offered = self.offered(request, obj) if obj else []
        acts = [act for act in offered if act.is_button and act.fits(obj)]
        return {**super().page_context(request, form, obj), "acts": acts}


def _in_bulk(act: Act) -> Callable[[ActsAdmin, HttpRequest, Any], HttpResponse | None]:
    """The act as Django's list wants it: None leads back to the list."""

    def action(admin: ActsAdmin, request: HttpRequest, things: Any) -> HttpResponse | None:
        if first := led_to_confirm(request, things, request.get_full_path()):
            return first
        form = act.form(request.POST if "said" in request.POST else None, things=things) if act.form else None
        if form and not form.is_valid():
            return admin._ask(request, act, things, form)
        if form and (first := led_to_confirm(request, form.changes(), request.get_full_path())):
            return first
        admin.carry_out(request, act, things, form.cleaned_data if form else {})
        return None

    return action
