"""The desk's front page: what is live now, what waits for somebody, and what chiefs should hear of."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from columns.models import Entry, Post
from columns.publishing.permissions import standing_of

from .alerts import alerts_of
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
    standing = standing_of(request.user)
    if not standing.may("see_desk"):
        raise PermissionDenied
    columns, chiefs = (_among(standing.columns(act)) for act in ("see_desk", "read_audit"))
    posts = Post.objects.filter(columns, state=Post.State.LIVE).select_related("column").newest_first()
    waits = Q(state=Entry.State.SUBMITTED) | Q(held_at__isnull=False)
    soon = Q(state=Entry.State.SCHEDULED, due_at__lt=timezone.now() + SOON)
    waiting = Entry.objects.filter(columns, waits | soon)
    context = {
        **admin_context(request),
        "posts": posts[:MOST],
        "waiting": waiting.select_related("post__column", "submitted_by").order_by(
            F("due_at").asc(nulls_last=True), "submitted_at", "pk"
        )[:MOST],
        "alerts": alerts_of(chiefs, RECENT, MOST) if standing.may("read_audit") else [],
    }
    return render(request, "desk/home.html", context)


def _among(columns: set[int] | None) -> Q:
    """What is of these columns; None: of any."""
    return Q() if columns is None else Q(column__in=columns)
