"""Sending from the desk: what is published, kept as a draft or amended; twice, too late, or by whom it may not be."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from columns.models import Author, Column, Entry, Post
from columns.publishing.entries import amend_entry
from columns.publishing.texts import EntryText
from columns.reading.window import read_window

Member = Callable[..., User]
SignedIn = Callable[[User], Client]


def address(post: Post, rest: str = "entries/") -> str:
    return f"/admin/desk/{post.pk}/{rest}"


def form(**fields: Any) -> dict[str, Any]:
    """What a page sends."""
    return {"submit_id": str(uuid.uuid4()), "act": "publish", "body": "<p>Two strikes.</p>", **fields}


def test_a_text_is_published_with_all_that_was_said_of_it(desk: Client, live_post: Post) -> None:
    author = Author.objects.create(name="Nadia", slug="nadia")
    sent = form(
        headline="Bridge hit", display_time="2015-10-07T14:05", zone="Asia/Damascus", event_time="2015-10-07T10:00",
        event_zone="UTC", tags="Aleppo, #bridges", pin="on", key="on",
        bylines=f'[{{"author": {author.pk}, "role": "translation"}}]',
    )
    answer = desk.post(address(live_post), sent)
    assert answer.status_code == 200, answer.content
    entry = Entry.objects.get(pk=answer.json()["id"])
    assert (entry.state, entry.headline, entry.pinned, entry.key_event) == ("published", "Bridge hit", True, True)
    assert f"{entry.display_time:%Y-%m-%dT%H:%M} {entry.event_time:%H:%M}" == "2015-10-07T11:05 10:00"
    assert [tag.name for tag in entry.tags.all()] == ["Aleppo", "bridges"]
    assert [(each.author, each.role) for each in entry.bylines.all()] == [(author, "translation")]


def test_one_form_sent_five_times_makes_one_entry(desk: Client, live_post: Post) -> None:
    sent = form(headline="Bridge hit")
    answers = [desk.post(address(live_post), sent).json() for _ in range(5)]
    assert len({answer["id"] for answer in answers}) == 1
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"body": " "}, "body"), ({"display_time": "soon"}, "display_time"), ({"zone": "Mars/Olympus"}, "zone"),
        ({"display_time": "2999-01-01T00:00"}, "display_time"), ({"display_time": "2015-03-27T00:30"}, "display_time"),
        ({"bylines": "[{}]"}, "bylines"), ({"bylines": '[{"author": 99}]'}, "bylines"), ({"act": "shout"}, "act"),
        ({"continues": "nothing"}, "continues"), ({"headline": "x" * 301}, "headline"),
        ({"headline": "a\0b"}, "headline"), ({"submit_id": "5"}, "submit_id"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_the_field_and_nothing_is_written(
    desk: Client, live_post: Post, wrong: dict[str, str], field: str
) -> None:
    answer = desk.post(address(live_post), form(**wrong))
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.json()["message"]
    assert not Entry.objects.exists()


def test_a_text_goes_to_the_form_and_back_without_a_change(desk: Client, live_post: Post, edith: User) -> None:
    entry = Entry.objects.get(pk=desk.post(address(live_post), form(headline="Bridge hit", tags="b, a")).json()["id"])
    fields = desk.get(address(live_post, f"entries/{entry.pk}/")).json()
    assert (fields["revision"], fields["state"], fields["tags"]) == (1, "published", "a, b")
    sent = {name: fields[name] for name in ("headline", "body", "display_time", "zone", "tags", "event_zone")}
    answer = desk.post(address(live_post, f"entries/{entry.pk}/"), form(act="amend", based_on=1, **sent))
    assert answer.json()["revision"] == 1, "nothing was changed, so nothing is saved"
    assert Entry.objects.get(pk=entry.pk).display_time == entry.display_time, "to the microsecond"


def test_a_stale_edit_is_answered_with_both_texts_and_the_revision_to_build_on(
    desk: Client, live_post: Post, edith: User
) -> None:
    entry = Entry.objects.get(pk=desk.post(address(live_post), form(headline="Bridge hit")).json()["id"])
    amend_entry(by=edith, entry=entry, text=EntryText("Bridge destroyed", entry.body), revision=1)
    mine = form(act="amend", based_on=1, headline="Bridge damaged")
    answer = desk.post(address(live_post, f"entries/{entry.pk}/"), mine)
    told = answer.json()
    assert (answer.status_code, told["revision"], told["theirs"]["headline"]) == (409, 2, "Bridge destroyed")
    assert "destroyed" in told["html"]
    assert "damaged" in told["html"]
    again = desk.post(address(live_post, f"entries/{entry.pk}/"), {**mine, "based_on": 2, "submit_id": uuid.uuid4()})
    assert again.status_code == 200
    assert Entry.objects.get(pk=entry.pk).headline == "Bridge damaged"


def test_a_draft_is_for_the_desk_alone(client: Client, desk: Client, live_post: Post, column: Column) -> None:
    before = Column.objects.get(pk=column.pk)
    entry = desk.post(address(live_post), form(act="draft", headline="A canary")).json()
    assert entry["state"] == "draft"
    after = Column.objects.get(pk=column.pk)
    assert (after.head_seq, after.desk_seq) == (before.head_seq, before.desk_seq + 1)
    assert not read_window(after, live_post).fragments
    for public in (live_post.get_absolute_url(), f"/{column.slug}/entry/{entry['id']}/", f"/{column.slug}/feed.rss",
                   f"/live/{column.slug}/changes?after={after.epoch}:0"):  # fmt: skip
        assert b"canary" not in client.get(public).content


def test_a_reporter_saves_drafts_and_publishes_nothing(
    member: Member, signed_in: SignedIn, live_post: Post
) -> None:
    rita = signed_in(member("rita", "reporter"))
    assert rita.post(address(live_post), form(act="draft")).status_code == 200
    answer = rita.post(address(live_post), form())
    assert answer.status_code == 403
    assert answer.json()["message"]
    assert not Entry.objects.public().exists()


def test_acts_are_done_by_one_press(desk: Client, live_post: Post, second_post: Post) -> None:
    entry = desk.post(address(live_post), form(headline="Bridge hit")).json()["id"]

    def act(name: str, **said: str) -> Any:
        return desk.post(address(live_post, f"entries/{entry}/{name}/"), said)

    assert act("pin").status_code == 200
    assert act("withdraw").json()["field"] == "reason"
    assert act("withdraw", reason="Not confirmed.").json()["state"] == "withdrawn"
    assert act("restore").json()["state"] == "published"
    assert act("move", post="elsewhere").json()["field"] == "post"
    assert act("move", post=second_post.pk).status_code == 200
    assert act("explode").status_code == 404
    assert Entry.objects.get(pk=entry).post == second_post


def test_a_preview_is_what_readers_will_see_and_is_kept_nowhere(desk: Client, live_post: Post) -> None:
    html = desk.post(address(live_post, "preview/"), form(headline="Bridge hit")).json()["html"]
    assert "Two strikes." in html
    assert '<article class="entry"' in html
    assert not Entry.objects.exists()


def test_a_text_is_saved_and_held_at_once_and_readers_hear_nothing(
    client: Client, desk: Client, live_post: Post, column: Column
) -> None:
    before = Column.objects.get(pk=column.pk).head_seq
    sent = form(act="draft", headline="A canary", hold="Names a source.")
    answers = [desk.post(address(live_post), sent).json() for _ in range(2)]
    entry = Entry.objects.get(pk=answers[0]["id"])
    assert (entry.is_held, entry.state, answers[1]["id"]) == (True, "draft", entry.pk)
    assert desk.post(address(live_post, f"entries/{entry.pk}/publish/")).status_code == 422
    assert Column.objects.get(pk=column.pk).head_seq == before


def test_a_scheduled_text_waits_and_goes_back_to_the_desk(desk: Client, live_post: Post, column: Column) -> None:
    before = Column.objects.get(pk=column.pk).head_seq
    assert desk.post(address(live_post), form(act="schedule")).json()["field"] == "due_at"
    later = (timezone.localtime(timezone=column.zone) + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    answer = desk.post(address(live_post), form(act="schedule", due_at=later, zone="Asia/Damascus")).json()
    assert answer["state"] == "scheduled"
    opened = desk.get(address(live_post, f"entries/{answer['id']}/")).json()
    assert opened["due_at"] == later, "whoever mends a word of it does not publish it by that"
    assert desk.post(address(live_post, f"entries/{answer['id']}/unschedule/")).json()["state"] == "draft"
    assert Column.objects.get(pk=column.pk).head_seq == before


def test_what_is_approved_is_the_text_that_was_seen(
    desk: Client, member: Member, signed_in: SignedIn, live_post: Post
) -> None:
    rita = signed_in(member("rita", "reporter"))
    seen = rita.post(address(live_post), form(act="submit", headline="Bridge hit")).json()
    assert seen["state"] == "submitted"
    there = address(live_post, f"entries/{seen['id']}/")
    assert desk.post(there, form(act="draft", based_on=seen["revision"], headline="Bridge gone")).status_code == 200
    approve = {"based_on": seen["revision"]}
    assert desk.post(f"{there}approve/", approve).status_code == 409
    assert desk.post(f"{there}approve/", {"based_on": seen["revision"] + 1}).json()["state"] == "published"
