"""What can be done to an entry as it stands, as the admin asks for it: the forms of those acts that ask something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from columns.editing import entry_acts
from columns.models import Post

from .acts import Act, ActForm


class WithdrawForm(ActForm):
    """Why: readers will see it where the text was."""

    reason = forms.CharField(
        label=_("Public reason"), max_length=300,
        help_text=_("Readers see it in place of the text. Do not repeat what was wrong."),
    )


class ReturnForm(ActForm):
    """What is missing: whoever submitted it will see it."""

    note = forms.CharField(label=_("What is missing"), max_length=300)


class HoldForm(ActForm):
    """Why: the desk will see it, readers never do."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300,
        help_text=_("Only the desk sees it. Who holds an entry cannot lift that: a second person, an editor, has to."),
    )


class MoveForm(ActForm):
    """Where to: any post of the entries' columns."""

    post = forms.ModelChoiceField(Post.objects.none(), label=_("Post"))

    def __init__(self, data: Any = None, *, things: Any) -> None:
        super().__init__(data, things=things)
        columns = {entry.column_id for entry in things}
        posts = Post.objects.filter(column__in=columns).select_related("column").newest_first()
        field = self.fields["post"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = posts

    def changes(self) -> Sequence[Any]:
        """The post that readers find it in."""
        return [self.cleaned_data["post"]] if any(entry.is_public for entry in self.things) else ()


#: What is asked first, by act.
FORMS: dict[str, type[ActForm]] = {
    "withdraw": WithdrawForm, "return": ReturnForm, "hold": HoldForm, "move": MoveForm,
}
#: A form publishes by its own button, and deletes by Django's.
NO_BUTTON, ELSEWHERE = {"publish"}, {"discard"}

ACTS = tuple(
    Act(
        each.name, each.label, each.needs, each.verb, each.fits, form=FORMS.get(each.name),
        is_button=each.name not in NO_BUTTON,
    )
    for each in entry_acts.ACTS
    if each.name not in ELSEWHERE
)
