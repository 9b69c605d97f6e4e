"""Passwords: changed by whoever knows the old one, or chosen anew through a letter. The second factor stays."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView, PasswordResetView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import ngettext

from columns.publishing.accounts import note_new_password
from columns.publishing.throttling import LETTER, TooMany, begin_attempt, forgive

from .frame import framed, origin_of, say_when
from .letters import send_reset


class Framed:
    """In the frame of the admin."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the admin's templates show."""
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}  # type: ignore[misc]


class Change(Framed, PasswordChangeView):
    """The form for the old password and a new one. Guessing the old one is throttled as at the door."""

    success_url = reverse_lazy("admin:password_change_done")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """All other sessions end by it, and all tokens; this session goes on under another key."""
        try:
            attempt = begin_attempt(request.user.get_username(), origin_of(request))
        except TooMany as refusal:
            return wait(request, refusal)
        form: Any = self.get_form()
        if form.is_valid() or "old_password" not in form.errors:
            forgive(attempt)
        if not form.is_valid():
            return self.form_invalid(form)
        response = self.form_valid(form)
        if ended := note_new_password(user=form.user, but=request.session):
            said = ngettext(
                "%(count)d token has ended with the old password. Its tool needs another.",
                "%(count)d tokens have ended with the old password. Their tools need others.",
                ended,
            )
            messages.warning(request, said % {"count": ended})
        return response


class ResetForm(PasswordResetForm):
    """An address. Whether somebody has it is told to nobody."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write to whoever of the staff has it."""
        for user in self.get_users(self.cleaned_data["email"]):
            if user.is_staff:
                send_reset(user)


class Reset(Framed, PasswordResetView):
    """Ask for a letter. The answer is the same for every address."""

    form_class = ResetForm
    success_url = reverse_lazy("password_reset_done")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Not more letters than a person needs."""
        try:
            begin_attempt(request.POST.get("email", ""), origin_of(request), LETTER)
        except TooMany as refusal:
            return wait(request, refusal)
        return super().post(request, *args, **kwargs)


class Choose(Framed, PasswordResetConfirmView):
    """Where a letter leads: choose a password. Nobody is signed in by it."""

    success_url = reverse_lazy("password_reset_complete")

    def form_valid(self, form: Any) -> HttpResponse:
        """All sessions end by it, and all tokens."""
        response = super().form_valid(form)
        note_new_password(user=form.user)
        return response


def wait(request: HttpRequest, refusal: TooMany) -> HttpResponse:
    """A page that says only that."""
    return say_when(framed(request, "wait", refusal.message), refusal)
