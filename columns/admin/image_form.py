"""The form of what is said of a picture: in the dialogue of the editor, and on the picture's own page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from columns.models import Image
from columns.models.image import Cover
from columns.publishing.errors import Refused
from columns.publishing.image_words import WHOLE, Crop, ImageWords, all_missing, clean_words, crop_of

from .confirming import OwnPassword
from .verbs import VerbForm

EDGES = ("crop_left", "crop_top", "crop_right", "crop_bottom")
_SAID = {None: "", False: "no", True: "yes"}


class CreditInput(forms.TextInput):
    """A line with the names that were credited of late; the last one is a button, for whoever has a script."""

    names: Sequence[str] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """With its list."""
        own = {**(attrs or {}), "list": f"{(attrs or {}).get('id', name)}-names"}
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.names))
        last = format_html(
            '<button type="button" class="button" data-credit="{}" hidden>{}: <bdi>{}</bdi></button>',
            self.names[0], _("As last time"), self.names[0],
        ) if self.names else ""
        line = super().render(name, value, own, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>{}', line, own["list"], options, last)


def _edge(label: Any) -> forms.DecimalField:
    """Where an edge of the crop lies, in per cent of the whole picture; thousandths are kept."""
    return forms.DecimalField(
        label=label, min_value=Decimal(0), max_value=Decimal(100), decimal_places=1, required=False
    )


class ImageForm(VerbForm):
    """All that editors say of a picture, for `describe_image`."""

    cover = forms.MultipleChoiceField(
        label=_("Cover it: it shows"), choices=Cover.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody sees a covered picture unasked: not on the page, not in feeds, and not here."),
    )
    identifiable = forms.TypedChoiceField(
        label=_("Can a prisoner, a victim or a minor be recognised?"), required=False, empty_value=None,
        choices=(("", _("nobody has said yet")), ("no", _("no")), ("yes", _("yes"))), widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    cleared = forms.BooleanField(
        label=_("They are shown all the same: I have decided that"), required=False,
        help_text=_("Your name and the time are kept with this decision."),
    )
    crop_left, crop_top = _edge(_("Crop: left edge, %")), _edge(_("Crop: top edge, %"))
    crop_right, crop_bottom = _edge(_("Crop: right edge, %")), _edge(_("Crop: bottom edge, %"))
    password = OwnPassword()

    #: What is stored otherwise than it is typed: what a colleague said of it stands in the form.
    derived = (*EDGES, "cleared")

    class Meta:
        model = Image
        fields = (
            "caption", "alt", "decorative", "credit", "cover", "cover_note", "identifiable", "focus_x", "focus_y",
        )
        labels = {"focus_x": _("What matters most, from the left, %"), "focus_y": _("… from the top, %")}
        help_texts = {
            "alt": _(
                "What can be seen, in a sentence, for those who cannot see it: who does what, where. Not “picture of”, "
                "and not the caption again."
            ),
            "credit": _("Whose picture it is: the photographer, and the agency or the site it comes from."),
        }
        widgets = {
            "caption": forms.Textarea({"rows": 2, "dir": "auto"}), "alt": forms.Textarea({"rows": 2, "dir": "auto"}),
            "cover_note": forms.Textarea({"rows": 2, "dir": "auto"}), "credit": CreditInput({"dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        image: Image = self.instance
        # Nobody hears a picture; what was once said of one is kept.
        cover: Any = self.fields.get("cover")
        if cover and Cover.AUDIO not in image.cover:
            cover.choices = [(kind, label) for kind, label in Cover.choices if kind != Cover.AUDIO]
        edges = (Decimal(edge) / 10 for edge in crop_of(image) or WHOLE)
        self.initial = {
            **self.initial, "identifiable": _SAID[image.identifiable], "cleared": image.is_cleared,
            **dict(zip(EDGES, edges, strict=True)),
        }

    def offer(self, credits: Sequence[str]) -> None:
        """Offer names for the credit."""
        if isinstance(field := self.fields.get("credit"), forms.CharField):
            field.widget.names = credits

    def clean(self) -> dict[str, Any]:
        """What the verb says of the crop stands at its first edge."""
        if self.refusal and self.refusal.field == "crop" and EDGES[0] in self.fields:
            self.add_error(EDGES[0], self.refusal.message)
            return self.cleaned_data
        others = self._also_missing()
        super().clean()
        for each in others:
            self.add_error(each.field, each.message)
        return self.cleaned_data

    def _also_missing(self) -> list[Refused]:
        """What would be refused next: said at once, for a picture that is to be covered is seen until then."""
        if not self.refusal:
            return []
        try:
            first, *others = all_missing(clean_words(self.words()))
        except (KeyError, ValueError, Refused):
            return []
        return others if first.field == self.refusal.field and first.message in self.refusal.message else []

    def words(self) -> ImageWords:
        """What was typed. A field left empty that wants a number means what it means for a picture that is whole."""
        typed = self.cleaned_data
        x, y = (50 if typed[name] is None else typed[name] for name in ("focus_x", "focus_y"))
        return ImageWords(
            caption=typed["caption"], alt=typed["alt"], decorative=typed["decorative"], credit=typed["credit"],
            cover=tuple(typed["cover"]), cover_note=typed["cover_note"], identifiable=typed["identifiable"],
            cleared=typed["cleared"], focus=(x, y), crop=self._crop(),
        )

    def _crop(self) -> Crop:
        typed = (self.cleaned_data[edge] for edge in EDGES)
        left, top, right, bottom = (
            whole if edge is None else int(edge * 10) for edge, whole in zip(typed, WHOLE, strict=True)
        )
        return left, top, right, bottom
