"""Creating and changing columns."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from columns.audit.record import record
from columns.changes.log import Move, append
from columns.models import Change, Column, FormerColumnSlug

from . import permissions
from .addresses import clean_slug, taken_address
from .errors import Refused
from .freezing import check_not_frozen
from .lines import line
from .permissions import Actor

SETTINGS = (
    "slug", "title", "description", "state", "time_zone", "language", "keeps_evidence", "safety_delay", "four_eyes",
)
#: Those that decide how every fragment looks; when one changes, a new epoch begins and pages fetch themselves.
SHOWN_EVERYWHERE = ("slug", "time_zone", "language")


def create_column(
    *,
    by: Actor,
    slug: str,
    title: str,
    description: str = "",
    state: str = Column.State.LIVE,
    time_zone: str = "UTC",
    language: str = "en",
    keeps_evidence: bool = False,
    safety_delay: int = 0,
    four_eyes: bool = False,
) -> Column:
    """A new column with an empty log. Raises Refused (address taken or reserved, unknown zone), NotAllowed."""
    permissions.check(by, "create_column")
    column = Column()
    with taken_address(), transaction.atomic():
        rules = {"keeps_evidence": keeps_evidence, "safety_delay": safety_delay, "four_eyes": four_eyes}
        _fill(column, slug, title, description, state, time_zone, language, rules)
        column.save(force_insert=True)
        record(by, "create_column", column, column=column)
        return column


def change_column(
    *,
    by: Actor,
    column: Column,
    revision: int,
    slug: str,
    title: str,
    description: str,
    state: str,
    time_zone: str,
    language: str,
    keeps_evidence: bool | None = None,
    safety_delay: int | None = None,
    four_eyes: bool | None = None,
) -> Column:
    """Change a column: its old address leads to the new one; hiding or closing it ends its pages' live part.

    Whether it keeps evidence, how long texts wait and who may publish them stay as they are unless that is said.

    Raises Refused (as `create_column`, changed by somebody else meanwhile, frozen and not to be hidden), NotAllowed.
    """
    permissions.check(by, "change_column", column)
    with taken_address(), transaction.atomic():
        column = Column.objects.select_for_update(no_key=True).get(pk=column.pk)
        if revision != column.revision:
            raise Refused(_("Somebody else has changed this column meanwhile. Look again."))
        before = {name: getattr(column, name) for name in SETTINGS}
        rules = {"keeps_evidence": keeps_evidence, "safety_delay": safety_delay, "four_eyes": four_eyes}
        said = {name: rule for name, rule in rules.items() if rule is not None}
        _fill(column, slug, title, description, state, time_zone, language, said)
        if not column.is_public:
            column.taken_down_at = column.taken_down_at or (timezone.now() if before["state"] != column.state else None)
        else:
            column.taken_down_at = None
        column.revision += 1
        column.save(update_fields=[*SETTINGS, "taken_down_at", "revision"])
        if column.slug != before["slug"]:
            FormerColumnSlug.objects.filter(column=column, slug=column.slug).delete()
            FormerColumnSlug.objects.create(column=column, slug=before["slug"])
        new_epoch = any(getattr(column, name) != before[name] for name in SHOWN_EVERYWHERE)
        append(column, [Move(Change.Op.SETTINGS)], new_epoch=new_epoch)
        if column.is_public:
            check_not_frozen(column.pk)
        changed = [name for name in SETTINGS if getattr(column, name) != before[name]]
        # Whoever takes a rule away for a moment goes round it.
        is_alert = before["four_eyes"] > column.four_eyes or before["safety_delay"] > column.safety_delay
        record(by, "change_column", column, column=column, is_alert=is_alert, changed=changed)
        return column


def hide_column(*, by: Actor, column: Column) -> Column:
    """Take a column from readers' eyes, now: its addresses say that it is gone, and open pages are told so.

    `change_column` shows it again. Hidden before, it stays as it is. Raises NotAllowed.
    """
    permissions.check(by, "hide_column", column)
    with transaction.atomic():
        column = Column.objects.select_for_update(no_key=True).get(pk=column.pk)
        if column.is_public:
            column.state, column.taken_down_at = Column.State.HIDDEN, timezone.now()
            column.revision += 1
            column.save(update_fields=["state", "taken_down_at", "revision"])
            append(column, [Move(Change.Op.SETTINGS)])
            record(by, "hide_column", column, column=column)
        return column


def _fill(
    column: Column, slug: str, title: str, description: str, state: str, zone: str, language: str,
    rules: dict[str, Any],
) -> None:
    column.slug = clean_slug(slug or title, top_level=True)
    column.title = line(title, "title", 200, required=True)
    column.description = line(description, "description", 500)
    column.state, column.time_zone, column.language = state, zone, language
    for name, rule in rules.items():
        setattr(column, name, rule)
    former = FormerColumnSlug.objects.filter(slug=column.slug).exclude(column=column.pk)
    if former.exists() or Column.objects.filter(slug=column.slug).exclude(pk=column.pk).exists():
        raise Refused(_("Another column has, or had, that address."), "slug")
    try:
        column.clean_fields(exclude=["slug"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(" ".join(messages), field) from error
