"""Captions: the line under a card: whose it is, where the original is, when our copy was made, what became of both.

Parts of one line, for the style sheet to set apart. They are made here and not in templates because a page holds a
hundred of them, and a phrase takes a template ten times as long.
"""

from __future__ import annotations

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from columns.embeds.provider import Kind
from columns.models import Embed

from .embed_words import original, site_of
from .moments import time_of


def caption(embed: Embed, day: date | None) -> SafeString:
    """The line of an embed that has a copy. Times of `day` are told without their date."""
    if embed.kind == Kind.POST:
        parts = [_link(original(embed), _said_there(embed, day))]
    else:
        parts = [*_made_by(embed, day), *_way(embed)]
    return mark_safe(" ".join(f"<span>{part}</span>" for part in [*parts, *_kept(embed, day)]))  # noqa: S308


def _said_there(embed: Embed, day: date | None) -> SafeString:
    """The time of a post, which is its permalink there."""
    if embed.published_at:
        return format_html(_("{time} on {site}"), time=time_of(embed.published_at, day), site=_bdi(site_of(embed)))
    return format_html(_("Original on {site}"), site=_bdi(site_of(embed)))


def _made_by(embed: Embed, day: date | None) -> list[SafeString]:
    parts = [_bdi(name) for name in (embed.author or embed.handle, site_of(embed)) if name]
    return [*parts, time_of(embed.published_at, day)] if embed.published_at else parts


def _way(embed: Embed) -> list[SafeString]:
    """What leads to the original, where its title does not."""
    if embed.kind == Kind.LINK:
        return [_link(original(embed), _("View full page"))]
    if embed.kind == Kind.AUDIO:
        # So that it goes on while this page is read.
        window = '<a href="{}" target="_blank" rel="noopener nofollow">{}</a>'
        return [format_html(window, original(embed), _("Listen in a new window"))]
    return [format_html("<abbr>{}</abbr>", "PDF")] if embed.kind == Kind.DOCUMENT else []


def _kept(embed: Embed, day: date | None) -> list[SafeString]:
    parts = []
    if embed.captured_at:
        parts.append(format_html(_("Copy kept {time}"), time=time_of(embed.captured_at, day)))
    if embed.corrected_at:
        parts.append(format_html(_("corrected {time}"), time=time_of(embed.corrected_at, day)))
    if embed.archive_url:
        parts.append(_link(embed.archive_url, _("Archived copy")))
    if embed.gone_at:
        said = format_html(_("The original was removed, seen {time}"), time=time_of(embed.gone_at, day))
        parts.append(format_html('<strong class="mark mark-gone" dir="auto">{}</strong>', said))
    return parts


def _link(url: str, words: str) -> SafeString:
    return format_html('<a href="{}" rel="noopener nofollow">{}</a>', url, words)


def _bdi(name: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", name)
