"""Addresses: slugs that people type, made fit for a URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from columns.models import RESERVED_SLUGS
from columns.models.column import slug_rule

from .errors import Refused


def clean_slug(typed: str, *, top_level: bool = False) -> str:
    """A slug from what was typed, in any script. Raises Refused: nothing left of it, or reserved at the top level."""
    slug = slugify(typed.replace("_", "-"), allow_unicode=True)[:80].rstrip("-")
    try:
        slug_rule(slug)
    except ValidationError:
        raise Refused(_("An address needs letters or digits."), "slug") from None
    if top_level and (slug in RESERVED_SLUGS or typed.strip().lower() in RESERVED_SLUGS):
        raise Refused(_("“%(slug)s” is reserved: it means something else on this site.") % {"slug": slug}, "slug")
    return slug


@contextmanager
def taken_address() -> Iterator[None]:
    """Around a verb's transaction: of two who took one address at the same instant, the second is refused."""
    try:
        yield
    except IntegrityError as error:
        raise Refused(_("Somebody else has just taken that address. Choose another."), "slug") from error
