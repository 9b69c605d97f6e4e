"""The chain: how one record seals all before it."""

from __future__ import annotations

import hashlib
import json

from columns.models import AuditRecord


def seal(record: AuditRecord, before: str) -> str:
    """The digest of a record that follows one whose digest is `before` (empty for the first)."""
    told = [
        before, record.column_id, record.number, record.at.isoformat(), record.by_id, record.by_name, record.session,
        record.act, record.about, record.told, record.is_alert,
    ]
    written = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
