"""The desk's front page: what is live now, what waits for somebody, and what chiefs should hear of."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from columns.models import AuditRecord, Column, Entry, Post
from columns.publishing.permissions import SUPERUSER, granted, roles_of

from .door import to_sign_in
from .page import admin_context

#: So much of each is listed; alerts of so long ago are.
MOST, RECENT = 50, timedelta(hours=48)
SOON = timedelta(hours=2)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/admin/desk/`: of one's own columns alone."""
    if not (request.user.is_active and request.user.is_staff):
        return to_sign_in(request)
    user = request.user
    columns = _columns(user, "see_desk")
    if not columns and not user.is_superuser:
        raise PermissionDenied
    posts = Post.objects.filter(column__in=columns, state=Post.State.LIVE).select_related("column").newest_first()
    waits = Q(state=Entry.State.SUBMITTED) | Q(held_at__isnull=False)
    soon = Q(state=Entry.State.SCHEDULED, due_at__lt=timezone.now() + SOON)
    waiting = Entry.objects.filter(waits | soon, column__in=columns, post__isnull=False)
    recent = AuditRecord.objects.filter(
        is_alert=True, column__in=_columns(user, "read_audit"), at__gt=timezone.now() - RECENT
    )
    context = {
        **admin_context(request),
        "posts": posts[:MOST],
        "waiting": waiting.select_related("post__column", "submitted_by").order_by(
            F("due_at").asc(nulls_last=True), "submitted_at", "pk"
        )[:MOST],
        "alerts": recent.select_related("column").order_by("-pk")[:MOST],
    }
    return render(request, "desk/home.html", context)


def _columns(user: User, act: str) -> list[int]:
    """The columns in which a person may do something."""
    if user.is_superuser and act in granted(SUPERUSER):
        return list(Column.objects.values_list("pk", flat=True))
    return [column for column, role in roles_of(user).items() if act in granted(role)]
