"""The forms of members: an invitation, and a role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from columns.editing.confirming import prove
from columns.models import Column, Membership
from columns.publishing.errors import Refused


class RoleForm(forms.Form):
    """In which column, and as what; nothing: no longer."""

    column = forms.ModelChoiceField(Column.objects.none(), label=_("Column"))
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("none")), *Membership.Role.choices], required=False)
    password = forms.CharField(
        label=_("Your password"), required=False, strip=False, help_text=_("A role goes on when you have signed out."),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, columns: QuerySet[Column], asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["password"]
        field = self.fields["column"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = columns

    def is_proven(self, request: HttpRequest) -> bool:
        """Whether it is whole, and sent by somebody who knows their password: a stolen session makes no members."""
        if self.is_valid():
            try:
                prove(request)
            except Refused as refusal:
                self.add_error("password" if "password" in self.fields else None, refusal.message)
        return self.is_valid()

    def said(self) -> dict[str, Any]:
        """What a verb is told of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "password"}


class GrantForm(RoleForm):
    """The same, for somebody who has an account."""

    username = forms.CharField(label=_("Name to sign in with"), max_length=150)
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    field_order: Sequence[str] = ("username", "column", "role")


class InviteForm(GrantForm):
    """Who, and where they are written to."""

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(label=_("Address for letters"))
    field_order = ("username", "name", "email", "column", "role")
