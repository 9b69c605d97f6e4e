"""Accounts, as Django has them, for superusers alone. Groups and Django's own permissions mean nothing here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .roles import standing

admin.site.unregister(Group)
admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Who can sign in. None is deleted, for their name stands in the records: whoever leaves is made inactive."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Personal info"), {"fields": ("first_name", "last_name", "email")}),
        (_("Doors"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )
    list_display = ("username", "email", "is_active", "is_staff", "is_superuser")
    list_filter = ("is_active", "is_staff", "is_superuser")
    filter_horizontal = ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Superusers alone."""
        return standing(request).is_all

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers alone."""
        return standing(request).is_all

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Superusers alone."""
        return standing(request).is_all

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers alone."""
        return standing(request).is_all

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """An account is named by its key alone."""
        return to_field == self.opts.pk.name
