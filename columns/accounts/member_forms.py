"""The forms of members: an invitation, and a role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from columns.models import Column, Membership


class RoleForm(forms.Form):
    """In which column, and as what; nothing: no longer."""

    column = forms.ModelChoiceField(Column.objects.none(), label=_("Column"))
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("none")), *Membership.Role.choices], required=False)

    def __init__(self, *args: Any, columns: QuerySet[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["column"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = columns


class InviteForm(RoleForm):
    """Who, and where they are written to."""

    username = forms.CharField(label=_("Name to sign in with"), max_length=150)
    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(label=_("Address for letters"))
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    field_order = ("username", "name", "email", "column", "role")
