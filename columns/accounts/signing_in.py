"""Signing in, the first half: a name and a password."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from columns.publishing.errors import Refused
from columns.publishing.second_factor import is_verified
from columns.publishing.throttling import TooMany, begin_attempt, forgive

from .frame import know_browser, origin_of, say_when


class SignInForm(AdminAuthenticationForm):
    """Django's, which says no without looking when too many have failed."""

    refusal: Refused | None = None

    def clean(self) -> dict[str, Any]:
        """The same words for every account, whether there is one or not."""
        if self.refusal:
            raise ValidationError(self.refusal.message)
        return super().clean()


class SignIn(LoginView):
    """The page of the admin's own address, which leads on to the second factor (`door.py`)."""

    authentication_form = SignInForm
    template_name = "admin/login.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; whoever is in already goes on."""
        if admin.site.has_permission(request):
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at a password, unless too many were wrong."""
        form: Any = self.get_form()
        try:
            attempt = begin_attempt(request.POST.get("username", ""), origin_of(request))
        except TooMany as refusal:
            form.refusal = refusal
            return say_when(self.form_invalid(form), refusal)
        if not form.is_valid():
            return self.form_invalid(form)
        forgive(attempt)
        response = self.form_valid(form)
        if is_verified(request.session, form.get_user()):
            know_browser(request, response, form.get_user())
        return response

    def get_default_redirect_url(self) -> str:
        """The admin's front page."""
        return reverse("admin:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the admin's template shows."""
        frame = admin.site.each_context(self.request)
        return {**frame, "app_path": self.request.get_full_path(), **super().get_context_data(**kwargs)}
