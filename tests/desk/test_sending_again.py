"""Sending again: what arrives a second time, after an answer that nobody heard, and after its writer changed it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from columns.models import Entry, Post, Writing
from columns.publishing.approvals import recall_entry, return_entry
from columns.publishing.drafts import discard_draft
from columns.publishing.entries import publish_entry
from columns.publishing.holds import lift_hold
from columns.publishing.moves import move_entry
from columns.publishing.texts import EntryText

from .test_sending import address, form
from .test_writings import offered, put

Member = Callable[..., User]
SignedIn = Callable[[User], Client]


def test_a_text_that_had_arrived_unheard_and_was_changed_is_a_change_of_that_entry(
    desk: Client, live_post: Post
) -> None:
    sent = form(headline="Bridge hit")
    entry = desk.post(address(live_post), sent).json()["id"]
    for changed in ({"headline": "Bridge destroyed"}, {"act": "draft"}):
        told = desk.post(address(live_post), {**sent, **changed})
        answer = told.json()
        assert (told.status_code, answer["id"], answer["state"], answer["revision"]) == (409, entry, "published", 1)
        assert answer["theirs"]["headline"] == "Bridge hit"
    amended = form(act="amend", based_on=answer["revision"], headline="Bridge destroyed")
    assert desk.post(address(live_post, f"entries/{entry}/"), amended).status_code == 200
    assert Entry.objects.get().headline == "Bridge destroyed", "and it is the only one"


def test_what_was_returned_meanwhile_is_not_submitted_by_an_echo(
    desk: Client, edith: User, member: Member, signed_in: SignedIn, live_post: Post
) -> None:
    rita, sent = signed_in(member("rita", "reporter")), form(act="submit", headline="Bridge hit")
    entry = Entry.objects.get(pk=rita.post(address(live_post), sent).json()["id"])
    return_entry(by=edith, entry=entry, note="Who says so?")
    echo = rita.post(address(live_post), sent).json()
    assert (echo["id"], echo["state"]) == (entry.pk, "draft")
    assert Entry.objects.get(pk=entry.pk).returned_note == "Who says so?"


def test_what_was_let_go_on_and_published_meanwhile_is_not_held_again_by_an_echo(
    desk: Client, member: Member, signed_in: SignedIn, edith: User, live_post: Post
) -> None:
    rita, sent = signed_in(member("rita", "reporter")), form(act="draft", hold="Names a source", headline="Bridge hit")
    entry = Entry.objects.get(pk=rita.post(address(live_post), sent).json()["id"])
    lift_hold(by=edith, entry=entry)
    publish_entry(by=edith, post=live_post, text=EntryText.of(entry), entry=entry, revision=1)
    echo = rita.post(address(live_post), sent).json()
    assert (echo["id"], echo["state"]) == (entry.pk, "published")
    assert Entry.objects.get(pk=entry.pk).state == "published"


def test_what_was_taken_back_meanwhile_is_not_submitted_by_an_echo_but_another_button_asks(
    desk: Client, live_post: Post, edith: User
) -> None:
    sent = form(act="submit", headline="Bridge hit")
    entry = Entry.objects.get(pk=desk.post(address(live_post), sent).json()["id"])
    recall_entry(by=edith, entry=entry)
    assert desk.post(address(live_post), sent).json()["state"] == "draft"
    assert desk.post(address(live_post), {**sent, "act": "draft"}).status_code == 409


def test_a_draft_that_is_discarded_leaves_a_colleagues_words_to_be_sent_as_a_new_one(
    desk: Client, live_post: Post, draft: Callable[..., Entry], member: Member
) -> None:
    entry, id = draft("Bridge hit"), uuid.uuid4()
    put(desk, live_post, {"entry": entry.pk, "based_on": 1, "fields": {"body": "Two strikes"}}, id)
    discard_draft(by=member("chloe", "chief"), entry=entry)
    assert [(each["entry"], each["fields"]) for each in offered(desk, live_post)] == [(None, {"body": "Two strikes"})]
    assert Writing.objects.get().based_on is None


def test_an_entry_that_is_not_on_the_page_comes_with_its_form(
    desk: Client, edith: User, live_post: Post, second_post: Post
) -> None:
    entry = Entry.objects.get(pk=desk.post(address(live_post), form(headline="Bridge hit")).json()["id"])
    move_entry(by=edith, entry=entry, post=second_post)
    answer: dict[str, Any] = desk.get(address(live_post, f"entries/{entry.pk}/?item")).json()
    assert (answer["item"]["place"], answer["revision"]) == ("stream", 1)
    assert f'data-id="{entry.pk}"' in answer["item"]["html"]
