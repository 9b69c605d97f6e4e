"""Confirmation: nobody rewrites what is long published from a laptop that was left open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client, override_settings
from django.utils import timezone

from columns.models import Entry
from columns.publishing.confirmation import (
    CONFIRMED_AT,
    ConfirmationNeeded,
    check_confirmed,
    confirm_password,
    needs_confirmation,
)
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry
from columns.publishing.errors import Refused
from columns.publishing.posts import close_post
from columns.publishing.texts import EntryText
from columns.publishing.throttling import Origin, TooMany
from tests.admin.filled import filled
from tests.conftest import PASSWORD

Publish = Callable[..., Entry]


@pytest.fixture
def old(publish: Publish) -> Entry:
    """Published yesterday, and a little longer ago."""
    entry = publish("Old", "<p>As it was.</p>")
    Entry.objects.filter(pk=entry.pk).update(published_at=F("published_at") - timedelta(hours=24, minutes=1))
    return Entry.objects.get(pk=entry.pk)


@pytest.fixture
def desk(client: Client, alice: User) -> Client:
    """Alice, in the demonstration: the password is asked for there, too."""
    with override_settings(DEMO=True):
        client.force_login(alice)
    return client


@pytest.fixture(autouse=True)
def _demonstration(_second_factor: None) -> object:
    with override_settings(DEMO=True):
        yield


def test_what_is_old_or_in_a_closed_post_asks(publish: Publish, old: Entry, alice: User) -> None:
    now, young = timezone.now(), publish("Young")
    draft = save_draft(by=alice, post=young.post, text=EntryText(headline="Draft"))
    assert [needs_confirmation(entry, now) for entry in (old, young, draft)] == [True, False, False]
    close_post(by=alice, post=young.post)
    young, draft = Entry.objects.get(pk=young.pk), Entry.objects.get(pk=draft.pk)
    assert [needs_confirmation(entry, now) for entry in (young, draft)] == [True, False]


def test_a_password_stays_good_for_a_quarter_of_an_hour(desk: Client, alice: User, old: Entry) -> None:
    session = desk.session
    with pytest.raises(ConfirmationNeeded):
        check_confirmed(session, [old])
    with pytest.raises(Refused, match="not your password"):
        confirm_password(user=alice, password="wrong", session=session, origin=Origin("192.0.2.1"))
    confirm_password(user=alice, password=PASSWORD, session=session, origin=Origin("192.0.2.1"))
    check_confirmed(session, [old])
    session[CONFIRMED_AT] -= 15 * 60
    with pytest.raises(ConfirmationNeeded):
        check_confirmed(session, [old])


def test_it_is_not_guessed(desk: Client, alice: User, old: Entry) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            confirm_password(user=alice, password="wrong", session=desk.session, origin=Origin("192.0.2.1"))
    with pytest.raises(TooMany):
        confirm_password(user=alice, password=PASSWORD, session=desk.session, origin=Origin("192.0.2.1"))


def test_the_form_of_an_old_entry_asks_and_keeps_what_was_typed(desk: Client, old: Entry) -> None:
    page = f"/admin/columns/entry/{old.pk}/change/"
    form = filled(desk.get(page)) | {"headline": "Rewritten", "_amend": "1"}
    for given in ("", "wrong"):
        answer = desk.post(page, form | {"password": given})
        assert answer.status_code == 200
        assert "password" in answer.context["adminform"].form.errors
        assert answer.context["adminform"].form["headline"].value() == "Rewritten"
        assert Entry.objects.get(pk=old.pk).headline == "Old"
    assert desk.post(page, filled(answer) | {"_amend": "1", "password": PASSWORD}).status_code == 302
    assert Entry.objects.get(pk=old.pk).headline == "Rewritten"
    assert 'name="password"' not in desk.get(page).content.decode()


def test_failures_in_the_form_are_counted(desk: Client, old: Entry) -> None:
    page = f"/admin/columns/entry/{old.pk}/change/"
    form = filled(desk.get(page)) | {"headline": "Rewritten", "_amend": "1"}
    for _ in range(5):
        desk.post(page, form | {"password": "wrong"})
    desk.post(page, form | {"password": PASSWORD})
    assert Entry.objects.get(pk=old.pk).headline == "Old"


@pytest.mark.parametrize("act", ["withdraw", "pin", "mark", "move"])
def test_buttons_and_bulk_actions_ask_too(desk: Client, old: Entry, act: str) -> None:
    said = {"reason": "Wrong", "post": old.post_id, "said": "1"}
    page = f"/admin/columns/entry/{old.pk}/act/{act}/"
    answer = desk.post(page, said)
    assert answer["Location"].startswith("/admin/account/confirm/?next=")
    bulk = {"action": act, "_selected_action": [old.pk]}
    assert desk.post("/admin/columns/entry/", bulk | said)["Location"].startswith("/admin/account/confirm/?next=")
    entry = Entry.objects.get(pk=old.pk)
    assert (entry.state, entry.pinned, entry.key_event, entry.seq) == ("published", False, False, old.seq)
    assert desk.post("/admin/account/confirm/", {"password": PASSWORD, "next": page})["Location"] == page
    assert desk.post(page, said).status_code == 302


def test_so_does_the_history_before_it_restores_a_text(desk: Client, old: Entry, alice: User) -> None:
    text = EntryText("Old", "<p>As it is.</p>", old.display_time)
    amend_entry(by=alice, entry=old, text=text, revision=1)
    first = f"/admin/columns/revision/{old.revisions.get(number=1).pk}"
    for address in (f"{first}/restore/", f"{first}/blank/"):
        assert desk.post(address, {"based_on": "2"})["Location"].startswith("/admin/account/confirm/?next=")
    assert Entry.objects.get(pk=old.pk).revision == 2
    assert old.revisions.get(number=1).blanked_at is None
