"""Relations in the form of an entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.models import Entry
from columns.publishing.entries import amend_entry
from columns.publishing.texts import EntryText, Related

from .filled import filled

Publish = Callable[..., Entry]
ADD = "/admin/columns/entry/add/"
pytestmark = pytest.mark.django_db


def page_of(entry: Entry) -> str:
    return f"/admin/columns/entry/{entry.pk}/change/"


def kinds(entry: Entry) -> list[tuple[Entry, str]]:
    return [(each.to, each.kind) for each in entry.relations.all()]


def row(number: int, to: Entry, kind: str) -> dict[str, object]:
    return {f"relations-{number}-to": to.pk, f"relations-{number}-kind": kind}


def test_relations_are_saved_shown_again_and_taken_away(desk: Client, publish: Publish) -> None:
    one, other = publish("One"), publish("Other")
    rows = {"relations-TOTAL_FORMS": 2, **row(0, one, "confirms"), **row(1, other, "contradicts")}
    desk.post(ADD, filled(desk.get(ADD), headline="Later", _publish=1, **rows))
    later = Entry.objects.get(headline="Later")
    assert kinds(later) == [(one, "confirms"), (other, "contradicts")]
    sent = filled(desk.get(page_of(later)), _amend=1)
    assert sent["relations-1-to"] == other.pk
    desk.post(page_of(later), {**sent, "relations-0-to": ""})
    assert kinds(later) == [(other, "contradicts")]


def test_a_draft_keeps_its_relations(desk: Client, publish: Publish) -> None:
    earlier = publish("Earlier")
    desk.post(ADD, filled(desk.get(ADD), headline="Later", _draft=1, **row(0, earlier, "updates")))
    draft = Entry.objects.get(headline="Later")
    desk.post(page_of(draft), filled(desk.get(page_of(draft)), _publish=1))
    assert kinds(draft) == [(earlier, "updates")]
    assert Entry.objects.get(pk=draft.pk).is_public


def test_what_the_verb_refuses_is_said_and_what_was_chosen_is_kept(desk: Client, publish: Publish) -> None:
    entry = publish("Itself")
    answer = desk.post(page_of(entry), filled(desk.get(page_of(entry)), _amend=1, **row(0, entry, "confirms")))
    assert "cannot be related to itself" in answer.content.decode()
    assert filled(answer)["relations-0-to"] == entry.pk


def test_of_two_who_saved_each_sees_the_relations_of_the_other(
    desk: Client, publish: Publish, alice: User
) -> None:
    one, other, later = publish("One"), publish("Other"), publish("Later")
    sent = filled(desk.get(page_of(later)), _amend=1, **row(0, one, "confirms"))
    text = replace(EntryText.of(later), relations=(Related(other, "contradicts"),))
    amend_entry(by=alice, entry=later, text=text, revision=1)
    shown = desk.post(page_of(later), sent).content.decode()
    both = re.sub(r"<[^>]+>", "", shown)
    assert "contradicts: Other" in both
    assert "confirms: One" in both
    assert kinds(later) == [(other, "contradicts")]


def test_only_published_entries_of_the_column_are_offered(desk: Client, publish: Publish) -> None:
    entry = publish("Strikes")
    asked = {"app_label": "columns", "model_name": "relation", "field_name": "to", "term": "strikes"}
    found = desk.get("/admin/autocomplete/", {**asked, "column": entry.column_id}).json()
    assert [each["id"] for each in found["results"]] == [entry.pk]
    assert desk.get("/admin/autocomplete/", {**asked, "column": entry.column_id + 1}).json()["results"] == []
