"""Who gets through which door of the admin: Alice may do all, Bob what his role says, Charlie is a stranger."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from columns.models import Column, Entry, Post
from columns.publishing.drafts import save_draft
from columns.publishing.texts import EntryText

from .filled import filled

ADMIN = "/admin/columns"
Publish = Callable[..., Entry]
Join = Callable[[User, Column, str], User]


def addresses(entry: Entry) -> list[str]:
    thing = f"{ADMIN}/entry/{entry.pk}"
    lists = [f"{ADMIN}/{noun}/" for noun in ("entry", "post", "column", "author", "site", "change", "revision")]
    return [*lists, f"{ADMIN}/entry/add/", f"{thing}/change/", f"{thing}/history/", f"{thing}/act/withdraw/"]


@pytest.mark.django_db
def test_every_page_is_open_to_alice_and_shut_to_bob_and_charlie(
    client: Client, publish: Publish, alice: User, bob: User, charlie: User
) -> None:
    entry = publish("Certainly")
    for address in addresses(entry):
        for user, expected in ((alice, (200, 302)), (bob, (403,)), (charlie, (302,)), (None, (302,))):
            client.logout()
            if user:
                client.force_login(user)
            response = client.get(address)
            assert response.status_code in expected, (address, user)
            assert user == alice or "Certainly" not in response.content.decode()


@pytest.mark.django_db
def test_no_act_is_done_for_bob_or_charlie(
    client: Client, publish: Publish, column: Column, bob: User, charlie: User, join: Join
) -> None:
    entry = publish("Certainly")
    before = Entry.objects.values().get()
    for user in (bob, join(charlie, column, "chief"), join(bob, column, "reporter")):
        client.force_login(user)
        for name in ("pin", "mark", "withdraw", "move"):
            client.post(f"{ADMIN}/entry/{entry.pk}/act/{name}/", {"reason": "x", "post": entry.post_id})
            client.post(f"{ADMIN}/entry/", {"action": name, "_selected_action": entry.pk, "said": "1", "reason": "x"})
        client.post(f"{ADMIN}/entry/{entry.pk}/change/", {"headline": "Mine", "_amend": "1"})
    assert Entry.objects.values().get() == before


@pytest.mark.django_db
def test_a_reporter_reads_what_is_published_and_has_no_controls(
    client: Client, publish: Publish, column: Column, bob: User, join: Join
) -> None:
    entry = publish("Certainly", "<p>It is so.</p>")
    client.force_login(join(bob, column, "reporter"))
    page = client.get(f"{ADMIN}/entry/{entry.pk}/change/").content.decode()
    assert "It is so." in page
    assert not any(f'name="{name}"' in page for name in ("_amend", "_publish", "_draft", "body", "headline"))
    # Whoever sees that something could endanger people can stop it.
    assert set(re.findall(r"/act/(\w+)/", page)) == {"hold"}


@pytest.mark.django_db
def test_a_reporter_saves_drafts_and_cannot_publish(client: Client, live_post: Post, bob: User, join: Join) -> None:
    client.force_login(join(bob, live_post.column, "reporter"))
    address = f"{ADMIN}/entry/add/"
    page = client.get(address)
    assert 'name="_publish"' not in page.content.decode()
    response = client.post(address, filled(page, headline="Perhaps", _publish=1))
    assert response.status_code == 200
    assert not Entry.objects.exists()
    assert client.post(address, filled(page, headline="Perhaps", _draft=1)).status_code == 302
    draft = Entry.objects.get()
    mine = f"{ADMIN}/entry/{draft.pk}/change/"
    assert client.post(mine, filled(client.get(mine), headline="Quite", _draft=1)).status_code == 302
    draft.refresh_from_db()
    assert (draft.headline, draft.state) == ("Quite", Entry.State.DRAFT)


@pytest.mark.django_db
def test_a_page_asks_once_which_roles_somebody_has(
    client: Client, publish: Publish, column: Column, bob: User, join: Join
) -> None:
    entries = [publish(f"Update {number}") for number in range(5)]
    client.force_login(join(bob, column, "editor"))
    for address in (f"{ADMIN}/entry/", f"{ADMIN}/entry/{entries[0].pk}/change/", f"{ADMIN}/post/", "/admin/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert sum('FROM "columns_membership"' in query["sql"] for query in asked) == 1, address


@pytest.mark.django_db
def test_nothing_is_done_without_the_forms_token(alice: User, publish: Publish, static_files: None) -> None:
    entry = publish("Certainly")
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(f"{ADMIN}/entry/{entry.pk}/act/pin/").status_code == 403
    assert client.post(f"{ADMIN}/entry/add/", {"headline": "x", "_publish": "1"}).status_code == 403
    assert not Entry.objects.get().pinned


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["by__password__startswith=p", "entry__revisions__by__password=x", "by__email__contains=a"]
)
def test_lookups_that_would_tell_of_accounts_are_refused(client: Client, alice: User, query: str) -> None:
    client.force_login(alice)
    assert client.get(f"{ADMIN}/revision/?{query}").status_code == 400


@pytest.mark.django_db
def test_a_number_that_no_database_has_is_refused(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get(f"{ADMIN}/entry/?column__exact={'9' * 21}").status_code == 400


@pytest.mark.django_db
def test_a_choice_of_entries_offers_published_ones_of_the_column_and_only_to_those_who_may_see_them(
    client: Client, alice: User, bob: User, live_post: Post, publish: Publish
) -> None:
    entry = publish("Certainly")
    save_draft(by=alice, post=live_post, text=EntryText("Perhaps"))
    address = "/admin/autocomplete/?term=&app_label=columns&model_name=entry&field_name=continues"
    client.force_login(alice)
    for column, expected in ((live_post.column_id, [entry.pk]), (live_post.column_id + 1, [])):
        offered = client.get(f"{address}&column={column}").json()["results"]
        assert [each["id"] for each in offered] == expected
    assert client.get(f"{address}&column=x").status_code == 200
    client.force_login(bob)
    assert client.get(address).status_code == 403


@pytest.mark.django_db
def test_the_admin_is_never_kept_by_a_cache_and_never_framed(client: Client, alice: User) -> None:
    client.force_login(alice)
    headers = client.get("/admin/").headers
    assert "no-store" in headers["Cache-Control"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
