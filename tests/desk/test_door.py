"""The door of the desk: who comes in, who is told to sign in, and whose columns stay unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from columns.models import Entry, Post

Member = Callable[..., User]
SignedIn = Callable[[User], Client]

ID = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
#: Everything that a page asks for, with the ways to ask.
ASKED = (
    ("GET", "changes?after=x"), ("GET", "earlier"), ("GET", "entries/"), ("POST", "entries/"), ("GET", "entries/abc/"),
    ("POST", "entries/abc/"), ("POST", "entries/abc/pin/"), ("POST", "preview/"), ("GET", "tags/"),
    ("PUT", f"writing/{ID}/"), ("DELETE", f"writing/{ID}/"),
)  # fmt: skip


@pytest.mark.parametrize(("method", "rest"), ASKED)
def test_who_is_signed_out_is_told_so_and_led_nowhere(
    client: Client, live_post: Post, method: str, rest: str
) -> None:
    answer = client.generic(method, f"/admin/desk/{live_post.pk}/{rest}")
    assert answer.status_code == 401
    assert answer.json()["message"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("method", "rest"), ASKED)
def test_of_other_columns_nothing_is_told_not_even_that_they_are_there(
    member: Member, signed_in: SignedIn, live_post: Post, method: str, rest: str
) -> None:
    stranger = signed_in(member("stan"))
    asked = [stranger.generic(method, f"/admin/desk/{post}/{rest}") for post in (live_post.pk, "nothing-here")]
    assert [answer.status_code for answer in asked] == [404, 404]
    assert asked[0].content == asked[1].content


def test_the_page_leads_to_the_door_and_back(client: Client, live_post: Post) -> None:
    answer = client.get(f"/admin/desk/{live_post.pk}/")
    assert answer.headers["Location"] == f"{reverse('admin:login')}?next=/admin/desk/{live_post.pk}/"
    assert client.get("/admin/desk/").status_code == 302


def test_a_disabled_account_is_out_at_once(desk: Client, edith: User, live_post: Post) -> None:
    assert desk.get(f"/admin/desk/{live_post.pk}/").status_code == 200
    User.objects.filter(pk=edith.pk).update(is_active=False)
    assert desk.get(f"/admin/desk/{live_post.pk}/changes").status_code == 401


def test_what_is_sent_from_another_site_is_refused(edith: User, live_post: Post, static_files: None) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(edith)
    answer = browser.post(f"/admin/desk/{live_post.pk}/entries/", {"act": "publish", "body": "<p>x</p>"})
    assert answer.status_code == 403
    assert not Entry.objects.exists()


def test_the_front_page_shows_what_is_live_in_ones_own_columns(
    desk: Client, live_post: Post, member: Member, signed_in: SignedIn
) -> None:
    assert f"/admin/desk/{live_post.pk}/" in desk.get("/admin/desk/").content.decode()
    assert signed_in(member("stan")).get("/admin/desk/").status_code == 403
