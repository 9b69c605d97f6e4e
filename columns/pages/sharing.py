"""Sharing: what networks and messengers are told of a page when somebody posts a link to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from columns.images.card_words import HEIGHT, WIDTH
from columns.models import Column, Entry, Post, Site
from columns.reading.fragments import as_column
from columns.reading.opening import opening
from columns.reading.social_cards import card_of, carrier, headline_of

#: Characters of a description: as many as most of them show.
DESCRIPTION = 200
#: Networks want a country with the language; where it is spoken in many, one has to stand for all.
_LOCALES = {
    "ar": "ar_AR", "de": "de_DE", "en": "en_GB", "es": "es_ES", "fa": "fa_IR",
    "fr": "fr_FR", "he": "he_IL", "ru": "ru_RU", "tr": "tr_TR", "uk": "uk_UA",
}  # fmt: skip


@dataclass(frozen=True)
class Sharing:
    """A page as Open Graph has it. Its address and its site are known to all pages."""

    title: str
    description: str
    kind: str
    locale: str
    image: str = ""
    image_alt: str = ""
    width: int = WIDTH
    height: int = HEIGHT


def of_post(post: Post) -> Sharing:
    """The page of a post, or that of its column, which shows the same."""
    return _with_card(post, post.title, post.standfirst or post.column.description)


def of_entry(entry: Entry) -> Sharing:
    """The page of an entry. Of a withdrawn one only its post is told."""
    if entry.is_withdrawn:
        return of_post(entry.post)
    post_title = entry.post.title
    with as_column(entry.column):
        return _with_card(entry, headline_of(entry) or post_title, opening(entry, DESCRIPTION) or post_title)


def of_column(column: Column) -> Sharing:
    """The page of a column that has no post yet."""
    return Sharing(column.title, column.description, "website", locale(column.language))


def of_site(site: Site, first: Post | None) -> Sharing:
    """The front page, with the card of what stands first on it."""
    image, alt = _card(first) if first else ("", "")
    return Sharing(site.name, site.tagline, "website", locale(settings.LANGUAGE_CODE), image, alt)


def locale(language: str) -> str:
    """A language as Open Graph names it; empty for one that it has no name for."""
    return _LOCALES.get(language, "")


def _with_card(thing: Post | Entry, title: str, description: str) -> Sharing:
    image, alt = _card(thing)
    return Sharing(title, description, "article", locale(thing.column.language), image, alt)


def _card(thing: Post | Entry) -> tuple[str, str]:
    """The address of a card, which is another one when it looks otherwise, and its words."""
    thing = carrier(thing)
    card = card_of(thing)
    if isinstance(thing, Post):
        address = reverse("post_card", args=[thing.column.slug, thing.date, thing.slug])
    else:
        address = reverse("entry_card", args=[thing.column.slug, thing.pk])
    said = [card.headline, card.column, card.status, *card.times]
    return f"{settings.SITE_URL}{address}?v={card.digest[:8]}", " · ".join(filter(None, said))
