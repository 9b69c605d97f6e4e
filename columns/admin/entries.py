"""Entries in Django's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import DateTimeField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from columns.models import Entry
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.texts import Signature

from .bylines import BylineInline
from .confirming import asked
from .entry_acts import ACTS
from .entry_form import EntryForm, SelectIn, TimeShown, column_of, in_asked_column, newest_live_post, zone_of
from .entry_list import EntryShown
from .previews import Previews
from .relations import RelationInline, relations
from .roles import standing
from .verbs import Button


@admin.register(Entry)
class EntryAdmin(Previews, EntryShown):
    """Writing, publishing and amending entries. Only a draft can be deleted."""

    form = EntryForm
    adds = "save_draft"
    inlines = (RelationInline, BylineInline)
    acts = ACTS
    noun = "entry"
    formfield_overrides = {DateTimeField: {"form_class": TimeShown, "widget": AdminSplitDateTime}}
    hidden_fields = ("submit_id", "based_on", "zone")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What can be written; of a withdrawn entry, or for somebody who may not write, what there is to read."""
        if obj and not self._can_write(request, obj):
            return self.shown
        marks = () if obj and obj.is_public else ("pin", "key")
        note = ("note",) if obj and obj.is_public else ()
        told = ("event_time", "event_zone", "tags")
        written = ("post", "headline", "body", *note, "display_time", *told, "continues", *marks)
        return (*written, *asked(request, obj), *self.hidden_fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An entry changes its post by a verb of its own once readers have seen it."""
        if obj and not self._can_write(request, obj):
            return self.shown
        return ("post",) if obj and obj.is_public else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Relations and bylines, where they can be written."""
        return self.inlines if obj is None or self._can_write(request, obj) else ()

    def _can_write(self, request: HttpRequest, entry: Entry) -> bool:
        # What was typed into a form while a colleague withdrew the entry is still read, and shown with the refusal.
        is_open = request.method == "POST" or not entry.is_withdrawn
        return is_open and self.has_change_permission(request, entry)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Only what readers can see has an address there."""
        return obj.get_absolute_url() if obj and obj.is_public else None

    # --- The form --------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Choices by typing, among the column's own; the time with the name of its zone."""
        form = super().get_form(request, obj, change, **kwargs)
        column = column_of(request, obj)
        for name, among in (("post", column if obj else None), ("continues", column)):
            if field := form.base_fields.get(name):
                field.widget = SelectIn(Entry._meta.get_field(name), self.admin_site, column=among)
                field.widget.choices = field.choices
        zone = timezone.get_current_timezone_name()
        if field := form.base_fields.get("display_time"):
            for part, label in zip(field.widget.widgets, (_("Time shown: date"), _("Time shown: time")), strict=True):
                part.attrs["aria-label"] = label
            field.help_text = _("Time zone: %(zone)s. Empty: the time of publication.") % {"zone": zone}
            form.base_fields["zone"].initial = zone
        event, elsewhere = form.base_fields["event_time"], _("Such as Europe/Kyiv, if it was not in %(zone)s.")
        for part, label in zip(event.widget.widgets, (_("Event: date"), _("Event: time")), strict=True):
            part.attrs["aria-label"] = label
        form.base_fields["event_zone"].help_text = elsewhere % {"zone": zone}
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new entry goes into the newest live post. Nothing else is taken from the address."""
        asked = super().get_changeform_initial_data(request)
        return {"post": asked.get("post") or newest_live_post(request)}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, with its times in the zone of the column. It is rendered here, while that zone holds."""
        own = self.get_queryset(request).select_related("column")
        entry = own.filter(pk=object_id).first() if object_id else None
        if object_id and entry is None and request.method == "POST":
            # A colleague discarded the draft. What was typed is shown in the form of a new entry.
            request.refusal = Refused(  # type: ignore[attr-defined]
                gettext("Somebody discarded this draft meanwhile. Your text is still here: save it as a new entry.")
            )
            object_id, form_url = None, reverse("admin:columns_entry_add")
        with timezone.override(zone_of(request, column_of(request, entry))):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if isinstance(response, TemplateResponse) else response

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """When an earlier entry is looked for, to continue it or to point at it: published ones, of the same column."""
        if request.GET.get("field_name") in ("continues", "to"):
            queryset = in_asked_column(request, queryset.published().select_related("column"))
        return super().get_search_results(request, queryset, search_term)

    # --- Saving ----------------------------------------------------------------------------------

    def buttons(self, request: HttpRequest, obj: Any) -> list[Button]:
        """Publish and save a draft, or publish what was changed: what this person may do."""
        if obj and obj.is_public:
            may_amend = self._can_write(request, obj)
            return [Button("_amend", _("Publish changes"), is_main=True)] if may_amend else []
        offered = {
            "publish_entry": Button("_publish", _("Publish"), is_main=True),
            "save_draft": Button("_draft", _("Save draft")),
        }
        where = self.home_of(obj) if obj else ()
        return [button for verb, button in offered.items() if standing(request).may(verb, *where)]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The form's text includes what the rows of relations say."""
        form.relations = relations(formsets)
        super().save_related(request, form, formsets, change)

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Entry:
        """The verb behind the button that was pressed."""
        typed, entry = form.cleaned_data, form.instance if change else None
        same = {"by": request.user, "text": form.text(bylines), "submit_id": typed["submit_id"]}
        if entry and entry.is_public:
            return amend_entry(entry=entry, revision=typed["based_on"], note=typed["note"], **same)
        same |= {"post": typed["post"], "entry": entry, "revision": (typed["based_on"] or 0) if entry else None}
        if "_publish" in request.POST:
            return publish_entry(pinned=typed["pin"], key_event=typed["key"], **same)
        return save_draft(pinned=typed["pin"], key_event=typed["key"], **same)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """One goes on writing a draft."""
        return super().response_add(_going_on(request), obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """One goes on writing a draft."""
        return super().response_change(_going_on(request), obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may save drafts may write in them; in what readers see, whoever may amend it."""
        verb = "amend_entry" if obj and obj.is_public else "save_draft"
        return standing(request).may(verb, *(self.home_of(obj) if obj else ()))

    # --- Discarding a draft ----------------------------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft can be discarded."""
        is_draft = obj is not None and not obj.is_public
        return is_draft and standing(request).may("discard_draft", *self.home_of(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The draft, with all that is its own."""
        return [self.about(entry) for entry in objs], {}, set(), []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """By the verb."""
        discard_draft(by=request.user, entry=obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Django's, which says why when the verb refuses."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(reverse("admin:columns_entry_changelist"))


def _going_on(request: HttpRequest) -> HttpRequest:
    if "_draft" in request.POST:
        sent: Any = request.POST.copy()
        sent["_continue"] = "1"
        request.POST = sent
    return request
