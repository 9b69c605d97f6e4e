"""The second factor: asked for at every door, used once, never gone round."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from columns.models import Post
from columns.publishing.sign_ins import signed_in
from tests.accounts.conftest import code_of, sign_in

DOORS = [
    "/admin/", "/admin/columns/entry/add/", "/admin/columns/post/", "/admin/autocomplete/", "/admin/account/",
    "/admin/members/", "/admin/password_change/", "/admin/desk/anything/", "/admin/second-factor/codes/",
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_a_password_alone_opens_no_door(client: Client, telephone: TOTPDevice, door: str) -> None:
    sign_in(client)
    answer = client.get(door)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/second-factor/")
    assert client.post(door).status_code == 302
    assert signed_in(client.session) is None


def test_a_picture_is_not_taken_from_somebody_who_is_in_by_half(client: Client, telephone: TOTPDevice) -> None:
    sign_in(client)
    assert client.post("/admin/columns/image/upload/").status_code == 302


def test_the_code_opens_the_door_that_was_asked_for(client: Client, alice: User, telephone: TOTPDevice) -> None:
    client.post("/admin/login/?next=/admin/columns/post/", {"username": "alice", "password": "the three of us know it"})
    asked = client.get("/admin/columns/post/")["Location"]
    before = client.session.session_key
    answer = client.post(asked, {"code": code_of(telephone)})
    assert answer["Location"] == "/admin/columns/post/"
    assert client.get("/admin/columns/post/").status_code == 200
    assert client.session.session_key != before
    assert signed_in(client.session) == alice


def test_nobody_is_sent_to_another_site(client: Client, telephone: TOTPDevice) -> None:
    data = {"username": "alice", "password": "the three of us know it", "next": "https://evil.example/"}
    assert client.post("/admin/login/?next=//evil.example/", data)["Location"] == "/admin/"
    for ahead, evil in enumerate(["https://evil.example/", "//evil.example/", "javascript:alert(1)"], -1):
        answer = client.post("/admin/second-factor/", {"code": code_of(telephone, ahead), "next": evil})
        assert answer["Location"] == "/admin/"


def test_a_code_works_once(client: Client, inside: Client, telephone: TOTPDevice) -> None:
    other = Client()
    sign_in(other)
    answer = other.post("/admin/second-factor/", {"code": code_of(telephone)})
    assert "used already" in answer.content.decode()
    assert other.get("/admin/").status_code == 302


def test_codes_are_not_guessed(client: Client, telephone: TOTPDevice) -> None:
    sign_in(client)
    answers = [client.post("/admin/second-factor/", {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) > 20
    assert client.post("/admin/second-factor/", {"code": code_of(telephone)}).status_code == 429


def test_the_first_sign_in_hands_the_secret_over(client: Client, alice: User) -> None:
    sign_in(client)
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/admin/second-factor/set-up/")
    picture = client.get("/admin/second-factor/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"style" not in picture.content
    shown = re.search(r'class="secret">([A-Z2-7 ]+)<', page.content.decode())
    device = TOTPDevice(key=client.session["pending_secret"])
    assert shown is not None
    assert not TOTPDevice.objects.exists()
    assert client.post("/admin/second-factor/set-up/", {"code": "000000"}).status_code == 200
    assert client.get("/admin/").status_code == 302

    page = client.post("/admin/second-factor/set-up/", {"code": code_of(device)})
    codes = re.findall(r"<code>([a-z2-7-]+)</code>", page.content.decode())
    assert len(set(codes)) == 10
    assert client.get("/admin/").status_code == 200
    assert not StaticToken.objects.filter(token__in=[code.replace("-", "") for code in codes]).exists()

    for expected in (302, 200):
        other = Client()
        sign_in(other)
        assert other.post("/admin/second-factor/", {"code": codes[0].upper()}).status_code == expected


def test_who_has_one_sets_up_another_only_from_inside(client: Client, telephone: TOTPDevice) -> None:
    sign_in(client)
    assert client.get("/admin/second-factor/set-up/")["Location"].startswith("/admin/second-factor/?")
    assert client.get("/admin/second-factor/qr.svg").status_code == 404
    client.post("/admin/second-factor/set-up/", {"code": "123456"})
    assert TOTPDevice.objects.get() == telephone


def test_another_telephone_and_new_codes_ask_for_the_password(inside: Client, telephone: TOTPDevice) -> None:
    for page in ("/admin/second-factor/set-up/", "/admin/second-factor/codes/"):
        assert inside.get(page)["Location"] == f"/admin/account/confirm/?next={page.replace('/', '%2F')}"
    inside.post("/admin/account/confirm/", {"password": "the three of us know it"})
    assert inside.post("/admin/second-factor/codes/").content.count(b"<li><code>") == 10
    inside.get("/admin/second-factor/set-up/")
    device = TOTPDevice(key=inside.session["pending_secret"])
    assert inside.post("/admin/second-factor/set-up/", {"code": code_of(device)}).status_code == 200
    assert not TOTPDevice.objects.filter(pk=telephone.pk).exists()
    assert inside.get("/admin/").status_code == 200


def test_readers_get_no_cookie_and_no_session(client: Client, live_post: Post) -> None:
    for page in ("/", live_post.get_absolute_url(), "/feed.rss"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_the_second_factor_is_no_question_of_its_own(inside: Client) -> None:
    inside.get("/admin/account/")
    asked = []
    for is_demo in (False, True):
        with override_settings(DEMO=is_demo), CaptureQueriesContext(connection) as questions:
            assert inside.get("/admin/account/").status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1]
