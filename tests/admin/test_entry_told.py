"""The form of an entry: its tags, the time of its event, and the public note of an amendment."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from columns.models import Correction, Entry, Post
from columns.publishing.tags import tags_of

from .filled import filled

ADD = "/admin/columns/entry/add/"
Publish = Callable[..., Entry]


def page_of(entry: Entry) -> str:
    return f"/admin/columns/entry/{entry.pk}/change/"


@pytest.mark.django_db
def test_tags_and_an_event_in_its_own_zone_are_typed_and_shown_again(desk: Client, live_post: Post) -> None:
    event = {"event_time_0": "2015-10-07", "event_time_1": "04:30:00", "event_zone": "Europe/Moscow"}
    desk.post(ADD, filled(desk.get(ADD), headline="Launched", tags="Caspian, #missiles,", _publish=1, **event))
    entry = Entry.objects.get()
    assert tags_of(entry) == ("Caspian", "missiles")
    assert entry.event_time == datetime.datetime(2015, 10, 7, 1, 30, tzinfo=datetime.UTC)
    again = filled(desk.get(page_of(entry)), _amend=1)
    assert {name: again[name] for name in event} == event
    assert again["tags"] == "Caspian, missiles"
    desk.post(page_of(entry), again)
    entry.refresh_from_db()
    assert entry.revision == 1, "nothing was changed"
    desk.post(page_of(entry), filled(desk.get(page_of(entry)), event_zone="Asia/Tokyo", tags="", _amend=1))
    entry = Entry.objects.get()
    assert entry.event_time == datetime.datetime(2015, 10, 6, 19, 30, tzinfo=datetime.UTC)
    assert tags_of(entry) == ()


@pytest.mark.django_db
def test_a_public_note_can_be_given_with_an_amendment_and_not_before(
    desk: Client, live_post: Post, publish: Publish
) -> None:
    assert "note" not in filled(desk.get(ADD))
    entry = publish("Strikes")
    desk.post(page_of(entry), filled(desk.get(page_of(entry)), note="It said shells.", _amend=1))
    assert Correction.objects.get().note == "It said shells."
    assert filled(desk.get(page_of(entry)))["note"] == ""


@pytest.mark.django_db
def test_a_zone_of_an_event_that_there_is_not_is_refused_and_all_is_kept(desk: Client, live_post: Post) -> None:
    event = {"event_time_0": "2015-10-07", "event_time_1": "04:30:00", "event_zone": "Mars/Olympus"}
    response = desk.post(ADD, filled(desk.get(ADD), headline="Where", _publish=1, **event))
    assert "Mars/Olympus" in response.content.decode()
    assert filled(response)["event_time_1"] == "04:30:00"
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_form_that_does_not_say_what_it_builds_on_overwrites_nothing(desk: Client, live_post: Post) -> None:
    desk.post(ADD, filled(desk.get(ADD), headline="Theirs", _draft=1))
    draft = Entry.objects.get()
    for button in ("_draft", "_publish"):
        sent = filled(desk.get(page_of(draft)), headline="Mine", based_on="", **{button: 1})
        assert "Both texts" in desk.post(page_of(draft), sent).content.decode()
    assert Entry.objects.get().headline == "Theirs"
