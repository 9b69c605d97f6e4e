"""Pictures brought in at the admin's door: who may, what is taken, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from columns.models import Column, Evidence, Image, Post
from columns.publishing.image_withdrawals import withdraw_image
from liveblog.uploads import LARGEST_FORM, LARGEST_PICTURE
from tests.publishing.at_once import at_once

from .pictured import CARDS, SAID, UPLOAD, photo, taken

HEIC = b"\0\0\0\x18ftypheic"
TOO_MUCH = {"content_type": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(LARGEST_FORM + 1)}
ADD = "/admin/columns/image/add/"


def file(body: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, "image/jpeg")


def uploaded(desk: Client, body: bytes | None = None, **more: Any) -> dict[str, Any]:
    answer = desk.post(UPLOAD, {"file": file(photo() if body is None else body), **more})
    return {"status": answer.status_code, **answer.json()}


@pytest.mark.django_db
def test_an_uploaded_picture_is_told_of_with_what_is_still_missing(desk: Client) -> None:
    told = uploaded(desk)
    (card,) = told["cards"]
    image = Image.objects.get()
    assert (told["status"], card["id"], card["state"]) == (201, image.pk, "pending")
    assert (card["missing_field"], card["covered"]) == ("alt", False)
    assert "alternative text" in card["missing"]
    assert desk.get(card["thumbnail"]).status_code == 200
    assert card["edit_url"] == f"/admin/columns/image/{image.pk}/change/"


@pytest.mark.django_db
def test_the_same_file_twice_is_one_picture_and_what_was_said_of_it_is_told(desk: Client, alice: User) -> None:
    image = taken(alice, **SAID)
    (card,) = uploaded(desk)["cards"]
    assert (card["id"], card["alt"], card["missing"]) == (image.pk, SAID["alt"], "")
    assert Image.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_file_from_two_at_once_is_one_picture(client: Client, alice: User) -> None:
    desks = [Client(), Client()]
    for desk in desks:
        desk.force_login(alice)
    told = at_once(*(partial(uploaded, desk) for desk in desks))
    assert [each["cards"][0]["id"] for each in told] == [Image.objects.get().pk] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", HEIC, photo()[:999]])
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(desk: Client, body: bytes) -> None:
    told = uploaded(desk, body)
    assert (told["status"], "cards" in told) == (200, False)
    assert told["message"]
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_a_form_without_a_file_is_refused_in_words(desk: Client) -> None:
    assert desk.post(UPLOAD, {}).json()["message"]
    assert desk.get(UPLOAD).status_code == 405


@pytest.mark.django_db
def test_a_file_beyond_the_cap_is_refused_before_it_is_read(desk: Client) -> None:
    for address in (UPLOAD, ADD):
        answer = desk.post(address, b"", **TOO_MUCH)
        assert answer.status_code == 413
        assert "30 MB" in answer.content.decode()


@pytest.mark.django_db
def test_a_file_just_beyond_the_cap_is_refused_too(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("columns.admin.image_uploads.LARGEST_PICTURE", 100)
    assert "cards" not in uploaded(desk)
    assert LARGEST_PICTURE < LARGEST_FORM


@pytest.mark.django_db
def test_whoever_may_not_is_refused_before_anything_is_read(
    client: Client, alice: User, bob: User, charlie: User, column: Column, join: Callable[..., User]
) -> None:
    image = taken(alice, **SAID)
    for user in (None, charlie, bob, join(charlie, column, "chief")):
        client.logout()
        if user:
            client.force_login(user)
        # A body that nobody could read to its end.
        unread = client.post(UPLOAD, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="999")
        told = client.get(CARDS, {"id": image.pk})
        for answer in (unread, told, client.get(f"/admin/columns/image/{image.pk}/describe/")):
            assert answer.status_code == 403
            assert answer.json()["message"]
        assert client.get(f"/admin/columns/image/{image.pk}/whole/").status_code == 403
        assert client.post(ADD, {"file": file(photo("green"))}).status_code in (302, 403)
    assert Image.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_taken_or_said_without_the_forms_token(alice: User, static_files: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    image = taken(alice, "green")
    for address in (UPLOAD, ADD):
        assert client.post(address, {"file": file(photo())}).status_code == 403
    assert client.post(f"/admin/columns/image/{image.pk}/describe/", {"alt": "x"}).status_code == 403
    assert Image.objects.count() == 1


@pytest.mark.django_db
def test_a_withdrawn_picture_is_not_brought_in_again(desk: Client, alice: User) -> None:
    image = withdraw_image(by=alice, image=taken(alice, **SAID), reason="It shows a source")
    assert "It shows a source" in uploaded(desk)["message"]
    (card,) = desk.get(CARDS, {"id": image.pk}).json()["cards"]
    assert (card["state"], card["thumbnail"], card["missing"]) == ("withdrawn", "", "")
    assert "It shows a source" in card["state_text"]


@pytest.mark.django_db
def test_one_question_is_about_many_pictures(desk: Client, alice: User, django_assert_max_num_queries: Any) -> None:
    ids = [taken(alice, colour).pk for colour in ("red", "green", "white")]
    with django_assert_max_num_queries(5):
        cards = desk.get(CARDS, {"id": [*ids, "no-such", "\0"]}).json()["cards"]
    assert {card["id"] for card in cards} == set(ids)


@pytest.mark.django_db
@pytest.mark.parametrize("says", ["post", "column"])
def test_the_column_says_whether_the_file_is_kept_as_evidence(desk: Client, live_post: Post, says: str) -> None:
    about = {says: live_post.pk if says == "post" else live_post.column_id}
    uploaded(desk, **about)
    assert not Evidence.objects.exists()
    Column.objects.update(keeps_evidence=True)
    uploaded(desk, **about)
    assert Evidence.objects.get().column_id == live_post.column_id


@pytest.mark.django_db
def test_the_last_credit_of_an_editor_is_offered_to_that_editor(
    desk: Client, alice: User, bob: User, column: Column, join: Callable[..., User]
) -> None:
    taken(alice, "green", **SAID)
    assert uploaded(desk)["last_credit"] == "Alice"
    desk.force_login(join(bob, column, "reporter"))
    assert desk.get(CARDS).json()["last_credit"] == ""


@pytest.mark.django_db
def test_a_picture_that_nobody_sees_yet_is_told_of_to_whoever_has_its_file(
    client: Client, alice: User, bob: User, column: Column, join: Callable[..., User]
) -> None:
    image = taken(alice, **SAID)
    client.force_login(join(bob, column, "reporter"))
    for address in (CARDS, f"/admin/columns/image/{image.pk}/describe/", f"/admin/columns/image/{image.pk}/whole/"):
        assert SAID["alt"] not in client.get(address, {"id": image.pk}).content.decode()
    assert [card["id"] for card in uploaded(client)["cards"]] == [image.pk]
    assert [card["id"] for card in client.get(CARDS, {"id": image.pk}).json()["cards"]] == [image.pk]


@pytest.mark.django_db
def test_a_picture_is_added_without_a_script(desk: Client) -> None:
    assert 'enctype="multipart/form-data"' in desk.get(ADD).content.decode()
    answer = desk.post(ADD, {"file": file(photo())})
    assert answer.headers["Location"] == f"/admin/columns/image/{Image.objects.get().pk}/change/"
    refused = desk.post(ADD, {"file": file(b"no picture")})
    assert "not a picture that can be shown" in refused.content.decode()


@pytest.mark.django_db
@override_settings(LANGUAGE_CODE="de")
def test_a_page_in_another_language_shows_numbers_that_a_browser_reads(desk: Client, alice: User) -> None:
    image = taken(alice, crop=(105, 0, 1000, 1000), **SAID)
    assert 'value="10.5"' in desk.get(f"/admin/columns/image/{image.pk}/change/").content.decode()
