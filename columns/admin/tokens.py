"""Tokens in Django's admin: which tools may publish from outside, and as whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from columns.models import Token
from columns.publishing.texts import Signature
from columns.publishing.tokens import create_token, revoke_token

from . import seen
from .acts import Act, ActsAdmin
from .verbs import VerbForm

ACTS = (
    Act("revoke", gettext_lazy("Revoke"), "revoke_token", revoke_token, fits=lambda token: not token.revoked_at),
)


class TokenForm(VerbForm):
    """As whom, and which tool."""

    class Meta:
        model = Token
        fields = ("user", "name")


@admin.register(Token)
class TokenAdmin(ActsAdmin):
    """A token is made, and one day revoked; never changed. Its secret is shown when it is made, and never again."""

    form = TokenForm
    views = adds = "create_token"
    acts = ACTS
    noun = "token"
    list_display = ("name", "user", "created_at", "last_used_on", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user",)
    search_fields = ("name", "user__username")
    ordering = ("-pk",)
    shown = ("name", "user", "created_at", "last_used_on", "revoked_at")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What can be written, or what there is to read."""
        return self.shown if obj else ("user", "name", *self.hidden_fields)

    def seen(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """One's own, and those of the people of columns of which one is chief."""
        return seen.tokens(request, rows)

    def home_of(self, thing: Any) -> Collection[int]:
        """It acts in all columns of its owner."""
        return ()

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Whom one may make tokens for: oneself, and a superuser for all of the staff."""
        if db_field.name == "user":
            staff = User.objects.filter(is_active=True, is_staff=True).order_by("username")
            kwargs["queryset"] = staff if request.user.is_superuser else staff.filter(pk=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """One's own."""
        return {"user": request.user.pk}

    def perform(self, request: HttpRequest, form: Any, bylines: tuple[Signature, ...], change: bool) -> Token:
        """Make it, and show its secret once."""
        typed = form.cleaned_data
        token, secret = create_token(by=request.user, user=typed["user"], name=typed["name"])
        messages.warning(request, _("The secret, shown this once: %(secret)s") % {"secret": secret})
        return token
