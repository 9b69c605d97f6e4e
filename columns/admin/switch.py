"""The emergency switch: what is stopped, hidden or lite, since when and by whom; and the buttons (docs/kill-switch.md).

The first press asks, the second does it: both work without a script.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from columns.models import AuditRecord, Column, Site
from columns.publishing import permissions
from columns.publishing.columns import hide_column
from columns.publishing.errors import Refused
from columns.publishing.freezing import freeze_column, freeze_site, since, unfreeze_column, unfreeze_site
from columns.publishing.lite import end_lite, start_lite
from columns.publishing.permissions import Actor

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Press:
    """A verb as a button: what stands on it, and what it will do, said before the second press."""

    verb: Callable[..., object]
    #: Whether it would change anything, of the site or the column.
    fits: Callable[[Any], bool]
    label: _StrPromise
    warning: _StrPromise

    @property
    def name(self) -> str:
        """As the table of permissions calls the verb."""
        return self.verb.__name__


_GO_ON = gettext_lazy("What has waited can be published again.")
OF_SITE = (
    Press(freeze_site, lambda site: not site.frozen_at, gettext_lazy("Freeze publishing everywhere"), gettext_lazy(
        "Nothing is published or changed in any column. Withdrawing, holding and drafts go on."
    )),
    Press(unfreeze_site, lambda site: bool(site.frozen_at), gettext_lazy("Let publishing go on"), _GO_ON),
    Press(start_lite, lambda site: not site.lite_at, gettext_lazy("Start lite mode"), gettext_lazy(
        "Pages come without pictures, and open ones ask every half minute. Readers lose nothing they have loaded."
    )),
    Press(end_lite, lambda site: bool(site.lite_at), gettext_lazy("End lite mode"), gettext_lazy(
        "Pictures and live updates come back."
    )),
)
OF_COLUMN = (
    Press(freeze_column, lambda column: not column.is_frozen, gettext_lazy("Freeze publishing"), gettext_lazy(
        "Nothing is published or changed in this column. Withdrawing, holding and drafts go on."
    )),
    Press(unfreeze_column, lambda column: column.is_frozen, gettext_lazy("Let publishing go on"), _GO_ON),
    Press(hide_column, lambda column: column.is_public, gettext_lazy("Hide this column from readers"), gettext_lazy(
        "Its pages and feeds say that it is gone, open pages too. To show it again, change its state in its settings."
    )),
)
PRESSES = {press.name: press for press in (*OF_SITE, *OF_COLUMN)}


@dataclass(frozen=True)
class Panel:
    """The site or a column: what is on there, in words, and what may be pressed."""

    column: Column | None
    on: list[str]
    presses: list[Press]


@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """`/admin/switch/`: GET shows, and asks what `?press=…&column=…` is about; POST does it."""
    asked = request.POST if request.method == "POST" else request.GET
    press, column = PRESSES.get(asked.get("press", "")), _column(request.user, asked.get("column", ""))
    if request.method == "POST" or "press" in asked:
        _check(request.user, press, column)
    if press and request.method == "POST":
        return _done(request, press, column)
    if column and not permissions.may(request.user, "see_desk", column):
        raise Http404  # the question would tell what it is called
    return TemplateResponse(request, "admin/columns/switch.html", {
        **admin.site.each_context(request), "title": _("Emergency switch"), "panels": _panels(request.user),
        "asked": press, "asked_column": column,
    })


def _column(by: Actor, key: str) -> Column | None:
    """The column of that key, if it is theirs to see: a title can tell much."""
    column = Column.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    return column if column and permissions.may(by, "see_desk", column) else None


def _check(by: Actor, press: Press | None, column: Column | None) -> None:
    """Raise Http404 for what is no press, or of a column that is not theirs; PermissionDenied."""
    if press is None or (press in OF_COLUMN) != (column is not None):
        raise Http404
    if not permissions.may(by, press.name, *([column] if column else [])):
        raise PermissionDenied


def _done(request: HttpRequest, press: Press, column: Column | None) -> HttpResponse:
    try:
        press.verb(by=request.user, **({"column": column} if column else {}))
        messages.success(request, _("Done: %(act)s.") % {"act": press.label})
    except Refused as refusal:
        messages.error(request, refusal.message)
    return HttpResponseRedirect(reverse("switch"))


def _panels(by: Actor) -> list[Panel]:
    """The site, and each column in which one works."""
    site = Site.objects.select_related("frozen_by", "lite_by").order_by("pk").first() or Site()
    columns = Column.objects.select_related("frozen_by").order_by("title")
    own = [column for column in columns if permissions.may(by, "see_desk", column)]
    return [_of_site(by, site), *(_of_column(by, column) for column in own)]


def _of_site(by: Actor, site: Site) -> Panel:
    on = []
    if site.frozen_at:
        on.append(_("Publishing is frozen everywhere, %(since)s") % {"since": since(site.frozen_at, site.frozen_by)})
    if site.lite_at:
        on.append(_("Lite mode, %(since)s") % {"since": since(site.lite_at, site.lite_by)})
    return Panel(None, on, [press for press in OF_SITE if press.fits(site) and permissions.may(by, press.name)])


def _of_column(by: Actor, column: Column) -> Panel:
    on = []
    if column.frozen_at:
        on.append(_("Publishing is frozen, %(since)s") % {"since": since(column.frozen_at, column.frozen_by)})
    if not column.is_public:
        on.append(_("Hidden from readers%(since)s") % {"since": _hidden_since(column)})
    may = [press for press in OF_COLUMN if press.fits(column) and permissions.may(by, press.name, column)]
    return Panel(column, on, may)


def _hidden_since(column: Column) -> str:
    """Since when, and by whom: the first act that was recorded from then on is the one that hid it."""
    if column.taken_down_at is None:
        return ""
    hid = AuditRecord.objects.filter(column=column, at__gte=column.taken_down_at).order_by("number").first()
    return ", " + since(column.taken_down_at, hid.by if hid else None)
