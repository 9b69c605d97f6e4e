"""Recording: one act of a person, at the end of the transaction in which it is done."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils import timezone

from columns.models import AuditHead, AuditRecord, Column

from . import session
from .chain import seal


def record(
    by: User | AnonymousUser | None,
    act: str,
    about: models.Model | None = None,
    *,
    column: Column | int | None = None,
    is_alert: bool = False,
    **told: Any,
) -> None:
    """Add to the chain of `column` (None: the site's) that `by` has done `act` to `about`.

    The last statement of a verb, after `append` and `touch`: the chain's head is locked until the commit. What the
    system does by itself (`by` is None) is in the change log and not here. `told` holds numbers, names of fields and
    keys, never words of a text: they must be able to go (`blank_revision`).
    """
    if not isinstance(by, User):
        return
    column_id: int | None = column.pk if isinstance(column, Column) else column
    AuditHead.objects.bulk_create([AuditHead(chain=column_id or 0)], ignore_conflicts=True)
    head = AuditHead.objects.select_for_update().get(pk=column_id or 0)
    made = AuditRecord(
        column_id=column_id, number=head.number + 1, at=timezone.now(), by=by, by_name=by.get_username(),
        session=session.current(), act=act, about=_name(about), told=told, is_alert=is_alert,
    )
    made.digest = seal(made, head.digest)
    made.save(force_insert=True)
    AuditHead.objects.filter(pk=head.pk).update(number=made.number, digest=made.digest)


def _name(thing: models.Model | None) -> str:
    return f"{thing._meta.model_name} {thing.pk}"[:80] if thing is not None else ""
