"""Posts in Django's admin: the days of a column."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from columns.editing.editor import BodyField
from columns.editing.image_desk import desk_settings
from columns.models import Column, Post
from columns.publishing.posts import amend_post, close_post, create_post, open_post
from columns.publishing.texts import PostText, Signature

from .acts import Act, ActsAdmin
from .bylines import BylineInline
from .confirming import OwnPassword, asked
from .entry_form import SelectIn, in_asked_column
from .image_list import thumbnail
from .roles import OwnColumns, of_own_columns
from .verbs import VerbForm

ACTS = (
    Act("open", _("Open"), "open_post", open_post, fits=lambda post: not post.is_live),
    Act("close", _("Close"), "close_post", close_post, fits=lambda post: post.is_live),
)


class PostForm(VerbForm):
    """A post's head: its place in the column, its title and where things stand."""

    slug = forms.CharField(
        label=_("Address"), max_length=80, required=False, help_text=_("Empty: made from the title.")
    )
    standing = BodyField(
        label=_("Where things stand"), required=False,
        help_text=_("Left empty, it is taken over from the post before when this one is opened."),
    )
    password = OwnPassword()

    class Meta:
        model = Post
        fields = ("column", "date", "title", "standfirst", "lead")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if date := self.fields.get("date"):
            date.required = False
            date.help_text = _("In the column's time zone; empty: today there. Fixed once the post is open.")

    def text(self, bylines: tuple[Signature, ...]) -> PostText:
        """What was typed."""
        typed = self.cleaned_data
        return PostText(typed["title"], typed["standfirst"], typed["standing"], bylines, typed["lead"])


@admin.register(Post)
class PostAdmin(ActsAdmin):
    """Writing the heads of posts, opening and closing them."""

    form = PostForm
    adds, changes = "create_post", "amend_post"
    inlines = (BylineInline,)
    acts = ACTS
    noun = "post"
    modules = (*ActsAdmin.modules, "image_lead")
    list_display = ("title", "column", "date", "state", "opened_at", "closed_at")
    list_filter = ("state", ("column", OwnColumns))
    list_select_related = ("column",)
    search_fields = ("title", "slug", "standfirst", "=id")
    date_hierarchy = "date"
    ordering = ("-date", "-opened_at")
    shown = ("state", "column", "date", "slug", "title", "standfirst", "lead_shown", "standing_shown", "signed_by")

    @admin.display(description=_("where things stand"))
    def standing_shown(self, post: Post) -> SafeString:
        """As readers see it."""
        return mark_safe(post.standing)  # noqa: S308 - sanitised by the verb that stored it

    @admin.display(description=_("lead picture"))
    def lead_shown(self, post: Post) -> SafeString | str:
        """Small."""
        return thumbnail(post.lead) if post.lead else ""

    @admin.display(description=_("bylines"))
    def signed_by(self, post: Post) -> str:
        """The names in their order."""
        return ", ".join(map(str, post.bylines.select_related("author")))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The lead is chosen by typing; a script offers to bring one in as well."""
        form = super().get_form(request, obj, change, **kwargs)
        if field := form.base_fields.get("lead"):
            desk = json.dumps(desk_settings(), cls=DjangoJSONEncoder)
            field.widget = SelectIn(Post._meta.get_field("lead"), self.admin_site, attrs={"data-images": desk})
            field.widget.choices = field.choices
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What can be written, or what there is to read."""
        if obj and not self.has_change_permission(request, obj):
            return self.shown
        written = ("column", "date", "title", "slug", "standfirst", "lead", "standing")
        return (*written, *asked(request, obj), *self.hidden_fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A post stays in its column and, once it is open, on its date."""
        if obj and not self.has_change_permission(request, obj):
            return self.shown
        return ("column", "date") if obj and obj.is_public else ("column",) if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Bylines, where they can be written."""
        return self.inlines if obj is None or self.has_change_permission(request, obj) else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new post is today's, in the column's zone; with one live column, it is that one's."""
        asked = super().get_changeform_initial_data(request)
        chosen = str(asked.get("column", ""))
        among = {"pk": int(chosen)} if chosen.isdecimal() else {"state": Column.State.LIVE}
        columns = of_own_columns(request, Column.objects.filter(**among), "create_post", "pk")[:2]
        column = columns[0] if len(columns) == 1 else None
        today = {"date": timezone.localdate(timezone=column.zone)} if column else {}
        return {"column": column, **today, **asked}

    def get_field_queryset(self, db: Any, db_field: Any, request: Any) -> QuerySet[Any] | None:
        """A new post goes into a column in which one may make some."""
        if db_field.name == "column":
            return of_own_columns(request, Column.objects.all(), "create_post", "pk")
        return super().get_field_queryset(db, db_field, request)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """When an entry looks for a post: of its own column, if it has one already."""
        if request.GET.get("field_name") == "post":
            queryset = in_asked_column(request, queryset)
        return super().get_search_results(request, queryset, search_term)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """Only what readers can see has an address there."""
        return obj.get_absolute_url() if obj and obj.is_public else None

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Post:
        """Create it as a draft, or amend its head."""
        typed = form.cleaned_data
        same = {"by": request.user, "text": form.text(bylines), "submit_id": typed["submit_id"]}
        if not change:
            column = typed["column"]
            date = typed["date"] or timezone.localdate(timezone=column.zone)
            return create_post(column=column, date=date, slug=typed["slug"], **same)
        return amend_post(
            post=form.instance, revision=typed["based_on"], slug=typed["slug"], date=typed.get("date"), **same
        )
