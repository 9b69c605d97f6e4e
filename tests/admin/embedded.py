"""Embedded: what a job would find out about an embed, made up."""

from __future__ import annotations

import datetime
from typing import Any

from columns.embeds import registry
from columns.embeds.provider import Snapshot
from columns.models import Embed
from columns.outside.reasons import Reason
from columns.publishing.settling import Copy, fail_embed, settle_embed

POST = "https://x.com/alice/status/651612345678901234"
ARTICLE = "https://example.org/news/ceasefire"
VIDEO = "https://www.youtube.com/watch?v=aaaaaaaaaaa"
AT = datetime.datetime(2015, 10, 7, 12, tzinfo=datetime.UTC)


def settle(url: str, **said: Any) -> Embed:
    """The copy of what is at `url` has come."""
    embed = Embed.objects.get(url=url)
    snapshot = Snapshot(**{"title": "Ceasefire agreed", "site": "Example", **said})
    copy = Copy(registry.match(url), snapshot, "ab" * 32, AT)
    assert settle_embed(by=None, embed=embed, copy=copy, again_at=None)
    return Embed.objects.get(url=url)


def fail(url: str, reason: Reason = Reason.TOO_SLOW) -> Embed:
    """There is none."""
    assert fail_embed(by=None, embed=Embed.objects.get(url=url), reason=reason.value, again_at=None)
    return Embed.objects.get(url=url)
