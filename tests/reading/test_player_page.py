"""The page round a file on another site: it plays that file, for as long as readers are shown the embed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from columns.markup.embedded import figure_of
from columns.models import Column, Entry
from columns.publishing.columns import SETTINGS, change_column
from columns.publishing.copies import withdraw_embed
from columns.publishing.embeds import take_embed
from columns.publishing.withdrawals import withdraw_entry
from tests.embeds.kept import THINGS, keep

Publish = Callable[..., Entry]
SOUND = THINGS["media"]


def test_it_plays_one_file_in_a_frame_of_ours(client: Client, publish: Publish, alice: User) -> None:
    embed = keep(alice, SOUND.url, **SOUND.said)
    publish("", figure_of(SOUND.url))
    answer = client.get(f"/embed/{embed.pk}/player/")
    assert f'<audio src="{SOUND.url}" controls' in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'; media-src https:; style-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script" not in policy.replace("default-src", "")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert not answer.cookies


def test_a_film_is_played_as_one(client: Client, publish: Publish, alice: User) -> None:
    url = "https://sound.example/footage.mp4"
    embed = keep(alice, url)
    publish("", figure_of(url))
    assert f'<video src="{url}" controls' in client.get(f"/embed/{embed.pk}/player/").content.decode()


def test_it_is_not_there_for_what_readers_are_not_shown(
    client: Client, column: Column, publish: Publish, alice: User
) -> None:
    def status() -> int:
        return client.get(f"/embed/{embed.pk}/player/").status_code

    embed = take_embed(by=alice, url=SOUND.url)
    entry = publish("", figure_of(SOUND.url))
    assert status() == 404  # nothing is known of it yet
    keep(alice, SOUND.url, **SOUND.said)
    assert status() == 200
    withdraw_entry(by=alice, entry=entry, reason="Wrong")
    assert status() == 404
    publish("", figure_of(SOUND.url))
    assert status() == 200
    column.refresh_from_db()
    same = {name: getattr(column, name) for name in SETTINGS}
    change_column(by=alice, column=column, revision=column.revision, **{**same, "state": "hidden"})
    assert status() == 404
    column.refresh_from_db()
    change_column(by=alice, column=column, revision=column.revision, **{**same, "state": "live"})
    withdraw_embed(by=alice, embed=embed, reason="It named a witness")
    assert status() == 404


def test_other_embeds_and_other_ids_have_none(client: Client, publish: Publish, alice: User) -> None:
    embed = keep(alice, THINGS["youtube"].url)
    publish("", figure_of(embed.url))
    for name in (embed.pk, "nothinghere1", "%00"):
        assert client.get(f"/embed/{name}/player/").status_code == 404
