"""Author: a person or an organisation whose name stands under entries and posts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .column import slug_rule


class Author(models.Model):
    """Who signs: a person, a pseudonym or an organisation. Not a user account: those who sign need not log in."""

    class Kind(models.TextChoices):
        """What the name stands for."""

        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(_("address"), max_length=80, unique=True, validators=[slug_rule])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PERSON)
    #: Whose own byline this is: what they write is signed with it unless they say otherwise.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="author",
        verbose_name=_("signs for"),
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
