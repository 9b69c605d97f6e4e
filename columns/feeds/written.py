"""Written: how a channel and its items become Django's feed of either format."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Self

from django.conf import settings
from django.utils.feedgenerator import SyndicationFeed

from .channel import Channel
from .items import Item

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Written(SyndicationFeed):
    """What both formats say in the same way."""

    content_type: str
    #: How many sounds an item can carry.
    enclosures: int | None = None

    @classmethod
    def of(cls, channel: Channel, name: str, items: Iterable[Item], changed: datetime | None) -> Self:
        """The feed called `name` of a channel. `changed` is its time as long as it has no items."""
        page = settings.SITE_URL + channel.address
        feed = cls(
            title=channel.title,
            link=page,
            description=channel.description or channel.title,
            subtitle=channel.description or None,
            language=channel.language,
            author_name=channel.publisher,
            feed_url=page + name,
            feed_guid=channel.id,
            changed=(changed or _NEVER).astimezone(UTC),
        )
        for item in items:
            feed.add_item(
                title=item.title,
                link=item.url,
                pubdate=item.published,
                updateddate=item.updated,
                unique_id=item.id,
                categories=[item.category, *item.tags],
                enclosures=list(item.enclosures[: cls.enclosures]),
                entry=item,
                **feed.fields(item),
            )
        return feed

    def fields(self, item: Item) -> dict[str, Any]:
        """What only this format says of an item."""
        raise NotImplementedError

    def latest_post_date(self) -> datetime:
        """The newest change of an item. Without items not the current time, which would differ with every request."""
        newest: datetime = max((item["updateddate"] for item in self.items), default=self.feed["changed"])
        return newest
