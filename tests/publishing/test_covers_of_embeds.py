"""Covers of embeds: what may hurt whoever sees or hears it, said by an editor."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.markup.embedded import figure_of
from columns.models import Embed, Entry
from columns.publishing.copies import correct_embed
from columns.publishing.errors import Refused
from tests.admin.filled import filled
from tests.embeds.kept import THINGS, keep


def test_to_cover_an_embed_is_no_correction_of_it_and_moves_its_entries(alice: User, publish: Any) -> None:
    embed = keep(alice, THINGS["x"].url, **THINGS["x"].said)
    entry = publish("", figure_of(embed.url))
    covered = correct_embed(
        by=alice, embed=embed, revision=embed.revision, archive_url="", cover=["blood", "death"],
        cover_note=" Two dead. ",
    )
    assert (covered.cover, covered.cover_note, covered.corrected_at) == (["death", "blood"], "Two dead.", None)
    assert Entry.objects.get(pk=entry.pk).seq > entry.seq
    kept = correct_embed(by=alice, embed=covered, revision=covered.revision, archive_url="", title="Mended")
    assert kept.is_covered
    bare = correct_embed(by=alice, embed=kept, revision=kept.revision, archive_url="", cover=[], cover_note="Two dead.")
    assert (bare.cover, bare.cover_note) == ([], "")


@pytest.mark.parametrize(("cover", "field"), [(["gore"], "cover"), (["death"], "cover_note")])
def test_a_cover_of_no_kind_or_without_words_is_refused(alice: User, cover: list[str], field: str) -> None:
    embed = keep(alice, THINGS["x"].url, **THINGS["x"].said)
    with pytest.raises(Refused) as refused:
        correct_embed(by=alice, embed=embed, revision=embed.revision, archive_url="", cover=cover)
    assert refused.value.field == field


def test_an_editor_covers_an_embed_in_its_form(client: Client, alice: User) -> None:
    embed = keep(alice, THINGS["x"].url, **THINGS["x"].said)
    client.force_login(alice)
    address = f"/admin/columns/embed/{embed.pk}/change/"
    typed = filled(client.get(address), cover_note="A film of a beating, with sound.")
    ticked = {"cover": ["torture", "audio"]}
    assert client.post(address, {**typed, **ticked}).status_code == 302
    assert Embed.objects.get().cover == ["torture", "audio"]
    again = filled(client.get(address))
    assert client.post(address, {**again, **ticked}).status_code == 302
    assert Embed.objects.get().revision == embed.revision + 1

