"""Tokens in Django's admin: which tools may publish from outside, and as whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from columns.editing.confirming import prove
from columns.models import Token
from columns.publishing.confirmation import is_confirmed
from columns.publishing.errors import Refused
from columns.publishing.texts import Signature
from columns.publishing.tokens import create_token, revoke_token

from . import seen
from .acts import Act, ActsAdmin
from .confirming import OwnPassword
from .verbs import VerbForm

ACTS = (
    Act("revoke", gettext_lazy("Revoke"), "revoke_token", revoke_token, fits=lambda token: not token.revoked_at),
)


class TokenForm(VerbForm):
    """As whom, in which column, which tool, and for what."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("May"), choices=Token.Scope.choices, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("As far as its owner may. Give a tool no more than it needs."),
    )

    password = OwnPassword(gettext_lazy("A token goes on when you have signed out."))

    class Meta:
        model = Token
        fields = ("user", "column", "name")


@admin.register(Token)
class TokenAdmin(ActsAdmin):
    """A token is made, and one day revoked; never changed. Its secret is shown when it is made, and never again."""

    form = TokenForm
    views = adds = "create_token"
    acts = ACTS
    noun = "token"
    list_display = ("name", "user", "column", "created_at", "last_used_on", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user", "column")
    search_fields = ("name", "user__username")
    ordering = ("-pk",)
    shown = ("name", "user", "column", "may_do", "created_at", "last_used_on", "revoked_at")

    @admin.display(description=gettext_lazy("may"))
    def may_do(self, token: Token) -> str:
        """Its scopes, in words."""
        return ", ".join(str(Token.Scope(scope).label) for scope in token.scopes)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of a token that there is, everything."""
        return self.shown if obj else ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What can be written, or what there is to read."""
        asked = () if is_confirmed(request.session, timezone.now()) else ("password",)
        return self.shown if obj else ("user", "column", "name", "scopes", *asked, *self.hidden_fields)

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """One's own, and those of the columns of which one is chief."""
        return seen.tokens(request, rows)

    def home_of(self, thing: Any) -> Collection[int]:
        """Its column; one that was made before tokens had columns is its owner's alone."""
        return (thing.column_id,) if thing.column_id else ()

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Whom one may make tokens for: oneself, and a superuser for all of the staff."""
        if db_field.name == "user":
            staff = User.objects.filter(is_active=True, is_staff=True).order_by("username")
            kwargs["queryset"] = staff if request.user.is_superuser else staff.filter(pk=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """One's own."""
        return {"user": request.user.pk}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, for whoever knows their password: outside of its transaction, or no failure would be counted."""
        if request.method == "POST" and object_id is None and self.has_add_permission(request):
            try:
                prove(request)
            except Refused as refusal:
                request.refusal = refusal  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Token:
        """Make it, and show its secret once."""
        typed = form.cleaned_data
        what = {name: typed[name] for name in ("user", "column", "name", "scopes")}
        token, secret = create_token(by=request.user, **what)
        messages.warning(request, _("The secret, shown this once: %(secret)s") % {"secret": secret})
        return token
