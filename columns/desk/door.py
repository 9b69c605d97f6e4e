"""The door of the desk: who may come in, and how the browser is told what went wrong."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from columns.models import Column, Entry, Membership, Post, Site
from columns.publishing.confirmation import ConfirmationNeeded
from columns.publishing.errors import NotAllowed, Refused
from columns.publishing.permissions import Standing


@dataclass(frozen=True)
class Desk:
    """A post, as one person works on it. `column` was read before anything that is shown, and labels it."""

    post: Post
    column: Column
    user: User
    standing: Standing
    #: Whether nothing may be published, here or anywhere; and whether readers are given light pages.
    is_frozen: bool = False
    is_lite: bool = False

    def may(self, act: str) -> bool:
        """Whether this person may do something in this column."""
        return self.standing.may(act, self.column)

    @property
    def sight(self) -> tuple[object, ...]:
        """All that decides what somebody sees here besides the column's rows: two who share it see the same."""
        role = self.standing.roles.get(self.column.pk)
        return self.standing.is_all, role, self.is_frozen, self.is_lite, self.column.safety_delay, self.column.four_eyes

    def entry(self, entry_id: str) -> Entry:
        """An entry of the column. Raises Http404."""
        found = Entry.objects.select_related("column", "post__column", "continues")
        entry = found.filter(pk=entry_id.replace("\0", ""), column=self.column).first()
        if entry is None:
            raise Http404
        return entry


View = Callable[..., HttpResponse]


def at_desk(*methods: str, is_page: bool = False) -> Callable[[View], View]:
    """A view of one post's desk: called as `view(request, desk, …)`, with times in the column's zone.

    Whoever is not signed in is led to do so on a page, and told so (401) by everything that the page asks for.
    """

    def wrap(view: View) -> View:
        @require_http_methods(methods)
        @functools.wraps(view)
        def guarded(request: HttpRequest, post_id: str, **kwargs: Any) -> HttpResponse:
            if not (request.user.is_active and request.user.is_authenticated):
                return to_sign_in(request) if is_page else told(401, _("You are not signed in any more."))
            try:
                desk = _open(request, post_id)
                with timezone.override(desk.column.zone):
                    return view(request, desk, **kwargs)
            except PermissionDenied:
                if is_page:
                    raise
                return told(403, _("You do not have the permission to do this."))
            except ConfirmationNeeded as needed:
                return told(428, needed.message)
            except NotAllowed as refusal:
                return told(403, refusal.message)
            except Refused as refusal:
                return told(422, refusal.message, field=refusal.field)

        return guarded

    return wrap


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The page where one signs in, and back here."""
    return HttpResponseRedirect(f"{resolve_url('admin:login')}?next={quote(request.get_full_path())}")


def _open(request: HttpRequest, post_id: str) -> Desk:
    """The desk of a post, in one question. Raises Http404 for what is not theirs to see, PermissionDenied."""
    user = cast(User, request.user)
    if not user.is_staff:
        raise PermissionDenied
    role = Membership.objects.filter(user=user, column=OuterRef("column")).values("role")
    post = (
        Post.objects.select_related("column__frozen_by")
        .annotate(
            role=Subquery(role[:1]),
            is_frozen=Exists(Site.objects.filter(frozen_at__isnull=False)),
            is_lite=Exists(Site.objects.filter(lite_at__isnull=False)),
        )
        .filter(pk=post_id.replace("\0", ""))
        .first()
    )
    asked = vars(post) if post else {}
    roles = {post.column_id: asked["role"]} if post and asked["role"] else {}
    standing = Standing(is_all=user.is_superuser, roles=roles)
    if post is None or not standing.may("see_desk", post.column):
        raise Http404
    return Desk(post, post.column, user, standing, asked["is_frozen"] or post.column.is_frozen, asked["is_lite"])


def told(status: int, message: str, **more: Any) -> JsonResponse:
    """Why something was not done."""
    return JsonResponse({"message": message, **more}, status=status)
