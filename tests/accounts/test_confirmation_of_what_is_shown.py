"""Confirmation of what stands round old entries: their pictures, embeds and names, heads of posts, the reopening."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client, override_settings
from django_otp.plugins.otp_totp.models import TOTPDevice

from columns.markup.pictured import gallery_of
from columns.models import Author, Column, Embed, Entry, Image, Membership, Post
from columns.publishing.authors import sign_as
from columns.publishing.entries import publish_entry
from columns.publishing.posts import close_post, create_post, open_post
from columns.publishing.texts import EntryText, PostText, Signature
from tests.admin.filled import filled
from tests.conftest import PASSWORD
from tests.pictured import described
from tests.publishing.cast import recorded
from tests.publishing.copied import PAGE, body, settled

ASKED = "/admin/account/confirm/?next="


@pytest.fixture(autouse=True)
def _demonstration(_second_factor: None) -> Iterator[None]:
    with override_settings(DEMO=True):
        yield


@pytest.fixture
def desk(client: Client, alice: User, column: Column) -> Client:
    """Alice at an open laptop; anybody may sit there."""
    client.force_login(alice)
    return client


@pytest.fixture
def shown(live_post: Post, alice: User) -> tuple[Image, Embed]:
    """A picture and an embed that readers have seen since yesterday, under Alice's name."""
    image = described(alice)
    signed = (Signature(sign_as(by=alice, name="Alice")),)
    text = EntryText("Old", gallery_of([image.pk]) + body(PAGE), bylines=signed)
    publish_entry(by=alice, post=live_post, text=text)
    Entry.objects.update(published_at=F("published_at") - timedelta(hours=25))
    return image, settled(PAGE, title="Forty killed")


def confirmed(desk: Client) -> None:
    """Whoever sits there knows the password."""
    assert desk.post("/admin/account/confirm/", {"password": PASSWORD}).status_code == 302


def test_a_closed_post_is_opened_again_by_whoever_types_the_password(
    desk: Client, live_post: Post, alice: User
) -> None:
    close_post(by=alice, post=live_post)
    page = f"/admin/columns/post/{live_post.pk}/act/open/"
    bulk = {"action": "open", "_selected_action": [live_post.pk]}
    for answer in (desk.post(page), desk.post("/admin/columns/post/", bulk)):
        assert answer["Location"].startswith(ASKED)
    assert Post.objects.get().state == "closed"
    confirmed(desk)
    assert desk.post(page).status_code == 302
    assert Post.objects.get().state == "live"
    assert recorded(live_post.column, alerts=True) == [("alice", "open_post")]
    assert f'opened again <a href="/admin/desk/{live_post.pk}/"><bdi>The first week' in desk.get(
        f"/admin/desk/{live_post.pk}/"
    ).content.decode()


def test_the_head_of_a_closed_post_asks_and_that_of_an_open_one_does_not(
    desk: Client, live_post: Post, alice: User
) -> None:
    page = f"/admin/columns/post/{live_post.pk}/change/"
    assert desk.post(page, filled(desk.get(page), standfirst="What is known by now.")).status_code == 302
    close_post(by=alice, post=Post.objects.get())
    answer = desk.post(page, filled(desk.get(page), title="Nothing happened"))
    assert "password" in answer.context["adminform"].form.errors
    assert answer.context["adminform"].form["title"].value() == "Nothing happened"
    assert Post.objects.get().title == "The first week"
    assert desk.post(page, filled(answer, password=PASSWORD)).status_code == 302
    assert Post.objects.get().title == "Nothing happened"
    assert recorded(live_post.column, alerts=True) == [("alice", "amend_post")]


def test_an_entry_is_moved_into_a_closed_post_by_whoever_types_the_password(
    desk: Client, live_post: Post, alice: User, publish: Callable[..., Entry]
) -> None:
    day, text = datetime.date(2015, 10, 6), PostText("The day before")
    closed = create_post(by=alice, column=live_post.column, date=day, slug="before", text=text)
    close_post(by=alice, post=open_post(by=alice, post=closed))
    entry, said = publish("New"), {"post": closed.pk}
    on_desk, page = f"/admin/desk/{live_post.pk}/entries/{entry.pk}/move/", f"/admin/columns/entry/{entry.pk}/act/move/"
    bulk = {"action": "move", "_selected_action": [entry.pk], "said": "1", **said}
    assert desk.post(on_desk, said).status_code == 428
    for answer in (desk.post(page, said), desk.post("/admin/columns/entry/", bulk)):
        assert answer["Location"].startswith(ASKED)
    assert Entry.objects.get().post == live_post
    assert desk.post(on_desk, said | {"password": PASSWORD}).status_code == 200
    assert Entry.objects.get().post == closed
    assert recorded(live_post.column, alerts=True) == [("alice", "move_entry")]


def test_what_is_said_of_a_picture_in_an_old_entry_asks_on_its_page_and_in_the_dialogue(
    desk: Client, shown: tuple[Image, Embed], column: Column
) -> None:
    at = f"/admin/columns/image/{shown[0].pk}"
    answer = desk.post(f"{at}/change/", filled(desk.get(f"{at}/change/"), caption="A silo in Kursk"))
    assert "password" in answer.context["adminform"].form.errors
    told = desk.get(f"{at}/describe/").json()
    assert 'name="password"' in told["html"]
    sent = {"based_on": shown[0].revision, "focus_x": 50, "focus_y": 50, "alt": "Smoke", "caption": "A silo in Kursk"}
    assert "A silo in Kursk" in desk.post(f"{at}/describe/", sent).json()["html"]
    assert "not your password" in desk.post(f"{at}/describe/", sent | {"password": "wrong"}).json()["html"]
    assert (Image.objects.get().caption, recorded(column, alerts=True)) == ("", [])
    assert "cards" in desk.post(f"{at}/describe/", sent | {"password": PASSWORD}).json()
    assert Image.objects.get().caption == "A silo in Kursk"
    assert recorded(column, alerts=True) == [("alice", "describe_image")]
    alerted = desk.get(f"/admin/desk/{Post.objects.get().pk}/").content.decode()
    assert f'described anew <a href="{at}/change/"><bdi>a picture' in alerted


def test_our_copy_of_an_embed_in_an_old_entry_asks_too(
    desk: Client, shown: tuple[Image, Embed], column: Column
) -> None:
    page = f"/admin/columns/embed/{shown[1].pk}/change/"
    answer = desk.post(page, filled(desk.get(page), title="Four killed"))
    assert "password" in answer.context["adminform"].form.errors
    told = desk.post("/admin/columns/embed/card/", {"url": PAGE, "retry": "1"}).json()["cards"][0]
    assert (told["state"], "with your password" in told["reason_text"]) == ("settled", True)
    assert desk.post(page, filled(answer, title="Four killed", password=PASSWORD)).status_code == 302
    assert Embed.objects.get().title == "Four killed"
    assert recorded(column, alerts=True) == [("alice", "correct_embed")]


@pytest.mark.parametrize("act", ["image/withdraw", "embed/withdraw", "embed/retry"])
def test_taking_them_back_or_fetching_them_again_asks_and_alerts(
    desk: Client, shown: tuple[Image, Embed], column: Column, act: str
) -> None:
    kind, _, name = act.partition("/")
    thing = shown[0] if kind == "image" else shown[1]
    said = {"reason": "Wrong"}
    page = f"/admin/columns/{kind}/{thing.pk}/act/{name}/"
    assert desk.post(page, said)["Location"].startswith(ASKED)
    bulk = {"action": name, "_selected_action": [thing.pk], "said": "1", **said}
    assert desk.post(f"/admin/columns/{kind}/", bulk)["Location"].startswith(ASKED)
    assert recorded(column, alerts=True) == []
    confirmed(desk)
    assert desk.post(page, said).status_code == 302
    assert recorded(column, alerts=True) == [("alice", f"{name}_{kind}")]


def test_a_name_under_old_entries_is_not_changed_from_an_open_laptop(
    desk: Client, shown: tuple[Image, Embed], column: Column
) -> None:
    author = Author.objects.get()
    page = f"/admin/columns/author/{author.pk}/change/"
    answer = desk.post(page, filled(desk.get(page), name="Mallory"))
    assert "password" in answer.context["adminform"].form.errors
    assert desk.post("/admin/account/byline/", {"name": "Mallory"})["Location"].startswith(ASKED)
    assert Author.objects.get().name == "Alice"
    confirmed(desk)
    desk.post("/admin/account/byline/", {"name": "Alice K."})
    assert Author.objects.get().name == "Alice K."
    assert recorded(column, alerts=True) == [("alice", "rename_author")]


def test_marks_on_an_old_entry_are_alerts_as_well(
    desk: Client, shown: tuple[Image, Embed], column: Column
) -> None:
    confirmed(desk)
    assert desk.post(f"/admin/columns/entry/{Entry.objects.get().pk}/act/pin/").status_code == 302
    assert recorded(column, alerts=True) == [("alice", "pin_entry")]


def test_a_second_factor_is_not_forgotten_from_an_open_laptop(desk: Client, bob: User, column: Column) -> None:
    Membership.objects.create(user=bob, column=column, role="editor")
    TOTPDevice.objects.create(user=bob, name="totp")
    forget = f"/admin/members/{bob.pk}/forget-factor/"
    assert desk.post(forget)["Location"].startswith(ASKED)
    assert TOTPDevice.objects.get().user == bob
    confirmed(desk)
    assert desk.post(forget)["Location"] == f"/admin/members/{bob.pk}/"
    assert not TOTPDevice.objects.exists()
