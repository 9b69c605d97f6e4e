"""The pages of pictures in the admin: found, described, taken back; and what is kept as evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Evidence, Image, Post
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image, take_image

from .filled import filled
from .pictured import SAID, photo, taken

LIST = "/admin/columns/image/"
EVIDENCE = "/admin/columns/evidence/"
Join = Callable[[User, Column, str], User]


def page_of(image: Image, what: str = "change") -> str:
    return f"{LIST}{image.pk}/{what}/"


def described(desk: Client, image: Image, **typed: object) -> Any:
    page = desk.get(page_of(image))
    return desk.post(page_of(image), filled(page, **typed))


@pytest.mark.django_db
def test_everything_is_said_of_a_picture_on_its_page(desk: Client, alice: User) -> None:
    image = taken(alice)
    typed = {
        "caption": "The school", "alt": "A school without a roof", "credit": "Bob", "cover": "death",
        "cover_note": "Bodies", "identifiable": "yes", "cleared": "on", "focus_x": 20, "focus_y": 80,
        "crop_left": "10.5", "crop_right": 90,
    }
    assert described(desk, image, **typed).status_code == 302
    words = ImageWords.of(Image.objects.get())
    assert words == ImageWords(
        "The school", "A school without a roof", False, "Bob", ("death",), "Bodies", True, True, (20, 80),
        (105, 0, 900, 1000),
    )
    assert Image.objects.get().cleared_name == "alice"
    assert "alice" in desk.get(page_of(image)).content.decode()


@pytest.mark.django_db
def test_what_the_verb_refuses_stands_at_its_field_and_nothing_typed_is_lost(desk: Client, alice: User) -> None:
    image = taken(alice)
    page = described(desk, image, alt="A street", decorative="on", caption="Kept", crop_right="0").content.decode()
    assert "A crop lies within the picture" in page or "choose one of the two" in page
    assert "Kept" in page
    assert Image.objects.get().alt == ""


@pytest.mark.django_db
def test_the_dialogue_keeps_what_is_said_and_tells_of_the_picture(desk: Client, alice: User) -> None:
    image = taken(alice)
    form = desk.get(page_of(image, "describe")).json()["html"]
    assert "A street" not in form
    sent = {"based_on": image.revision, "focus_x": 50, "focus_y": 50, "alt": "A street", "credit": "Bob"}
    answer = desk.post(page_of(image, "describe"), sent).json()
    assert (answer["cards"][0]["missing"], answer["last_credit"]) == ("", "Bob")
    assert Image.objects.get().alt == "A street"


@pytest.mark.django_db
def test_a_stale_description_is_shown_beside_the_other_and_then_kept(desk: Client, alice: User) -> None:
    image = taken(alice)
    sent = {"based_on": image.revision, "focus_x": 50, "focus_y": 50, "alt": "Mine"}
    describe_image(by=alice, image=image, revision=image.revision, words=ImageWords(alt="Theirs"))
    form = desk.post(page_of(image, "describe"), sent).json()["html"]
    assert all(each in form for each in ("Somebody else has changed this picture", "Mine", "Theirs"))
    assert Image.objects.get().alt == "Theirs"
    now = Image.objects.get().revision
    assert f'name="based_on" value="{now}"' in form
    assert "cards" in desk.post(page_of(image, "describe"), {**sent, "based_on": now}).json()
    assert Image.objects.get().alt == "Mine"


@pytest.mark.django_db
def test_a_crop_is_set_on_all_of_the_picture(desk: Client, alice: User) -> None:
    image = taken(alice, crop=(0, 0, 500, 500), **SAID)
    assert page_of(image, "whole") in desk.get(page_of(image, "describe")).json()["html"]
    answer = desk.get(page_of(image, "whole"))
    assert (answer.headers["Content-Type"], answer.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_list_finds_pictures_and_covers_those_that_hurt(desk: Client, alice: User) -> None:
    taken(alice, **SAID)
    hurts = taken(alice, "green", alt="A body", cover=("death",), cover_note="A body", identifiable=False)
    page = desk.get(LIST).content.decode()
    assert f'<details><summary>Graphic: death</summary><img class="thumbnail" src="{hurts.url(640)}"' in page
    numbers = {"?q=Sarmin": 1, "?q=alice": 1, "?lacks=alt": 0, "?lacks=credit": 1, "?covered=yes": 1}
    for query, found in numbers.items():
        assert f"{found} picture" in desk.get(LIST + query).content.decode(), query


@pytest.mark.django_db
def test_the_page_says_where_a_picture_is_shown(desk: Client, alice: User, publish: Callable[..., Entry]) -> None:
    image = taken(alice, **SAID)
    assert "nothing yet" in desk.get(page_of(image)).content.decode()
    entry = publish("Certainly", gallery_of([image.pk]))
    Post.objects.update(lead=image)
    page = desk.get(page_of(image)).content.decode()
    assert f"/admin/columns/entry/{entry.pk}/change/" in page
    assert f"/admin/columns/post/{entry.post_id}/change/" in page
    assert "1" in desk.get(LIST).content.decode()


@pytest.mark.django_db
def test_a_picture_is_withdrawn_with_a_reason_and_restored(desk: Client, alice: User) -> None:
    image = taken(alice, **SAID)
    assert desk.post(page_of(image, "act/withdraw"), {"reason": "It shows a source"}).status_code == 302
    assert Image.objects.get().is_withdrawn
    page = desk.get(page_of(image)).content.decode()
    assert "It shows a source" in page
    assert 'name="alt"' not in page
    desk.post(page_of(image, "act/restore"))
    assert Image.objects.get().state == Image.State.PENDING


@pytest.mark.django_db
def test_a_reporter_describes_own_pictures_and_does_not_withdraw_them(
    client: Client, bob: User, column: Column, join: Join
) -> None:
    image = taken(join(bob, column, "reporter"))
    client.force_login(bob)
    assert described(client, image, alt="A street").status_code == 302
    assert Image.objects.get().alt == "A street"
    assert "/act/" not in client.get(page_of(image)).content.decode()
    assert client.post(page_of(image, "act/withdraw"), {"reason": "x"}).status_code == 403
    assert client.post(page_of(image, "delete")).status_code == 403


@pytest.mark.django_db
def test_of_what_readers_see_a_reporter_sees_no_field(
    client: Client, alice: User, bob: User, publish: Callable[..., Entry], column: Column, join: Join
) -> None:
    image = taken(alice, cover=("death",), cover_note="A body", identifiable=False, **SAID)
    publish("Certainly", gallery_of([image.pk]))
    client.force_login(join(bob, column, "reporter"))
    page = client.get(page_of(image)).content.decode()
    assert SAID["alt"] in page
    assert "<textarea" not in page
    assert client.post(page_of(image), {"alt": "Mine"}).status_code == 403


@pytest.fixture
def kept(alice: User, column: Column) -> Evidence:
    """A picture whose file is kept, with what a camera would have noted."""
    column.keeps_evidence = True
    image = take_image(by=alice, body=photo(), column=column)
    Evidence.objects.update(captured="2015-10-20T09:30:00", latitude=35.9, longitude=36.7, camera="Canon 7D")
    return Evidence.objects.select_related("image").get(image=image)


@pytest.mark.django_db
def test_those_who_may_see_evidence_see_it_and_take_the_file(
    client: Client, bob: User, kept: Evidence, publish: Callable[..., Entry], join: Join
) -> None:
    describe_image(by=None, image=kept.image, revision=kept.image.revision, words=ImageWords(**SAID))
    publish("Certainly", gallery_of([kept.pk]))
    client.force_login(join(bob, kept.column, "chief"))
    assert f"{EVIDENCE}{kept.pk}/change/" in client.get(page_of(kept.image)).content.decode()
    page = client.get(f"{EVIDENCE}{kept.pk}/change/").content.decode()
    assert all(each in page for each in ("2015-10-20T09:30:00", "35.900000, 36.700000", "Canon 7D", kept.image.sha256))
    answer = client.get(f"{EVIDENCE}{kept.pk}/original/")
    assert b"".join(answer) == photo()  # type: ignore[call-overload]
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client.post(f"{EVIDENCE}{kept.pk}/change/", {"camera": "x"}).status_code == 403


@pytest.mark.django_db
def test_nobody_else_learns_of_evidence(
    client: Client, bob: User, charlie: User, kept: Evidence, publish: Callable[..., Entry], join: Join
) -> None:
    image = kept.image
    describe_image(by=None, image=image, revision=image.revision, words=ImageWords(**SAID))
    publish("Certainly", gallery_of([image.pk]))
    client.force_login(join(bob, kept.column, "editor"))
    shown = [
        client.get(address).content.decode()
        for address in ("/admin/", "/admin/columns/", LIST, page_of(image), page_of(image, "describe"),
                        page_of(image, "history"), f"{LIST}card/?id={image.pk}",
                        "/admin/autocomplete/?term=&app_label=columns&model_name=post&field_name=lead")
    ]
    for secret in (image.sha256, "Canon", "35.9", "2015-10-20T09", EVIDENCE):
        assert not any(secret in page for page in shown), secret
    for address in (EVIDENCE, f"{EVIDENCE}{kept.pk}/change/", f"{EVIDENCE}{kept.pk}/original/"):
        assert client.get(address).status_code == 403
    for query in ("evidence__isnull=0", "evidence__camera__startswith=C", "evidence__latitude__gt=1"):
        assert client.get(f"{LIST}?{query}").status_code in (302, 400), query
    client.force_login(charlie)
    assert client.get(f"{EVIDENCE}{kept.pk}/original/").status_code == 302


@pytest.mark.django_db
def test_a_posts_form_keeps_and_changes_its_lead(desk: Client, alice: User, live_post: Post) -> None:
    address = f"/admin/columns/post/{live_post.pk}/change/"
    image, bare = taken(alice, **SAID), taken(alice, "green")
    assert desk.post(address, filled(desk.get(address), lead=image.pk)).status_code == 302
    assert desk.post(address, filled(desk.get(address), title="Another title")).status_code == 302
    post = Post.objects.get()
    assert (post.lead, post.title) == (image, "Another title")
    page = desk.post(address, filled(desk.get(address), lead=bare.pk, title="Third")).content.decode()
    assert "alternative text" in page
    assert "Third" in page
    assert Post.objects.get().lead == image


@pytest.mark.django_db
def test_an_entry_with_a_bare_picture_is_refused_at_its_text_and_keeps_everything(
    desk: Client, alice: User, live_post: Post
) -> None:
    image = taken(alice)
    address = "/admin/columns/entry/add/"
    typed = {"headline": "Certainly", "body": f"<p>So.</p>{gallery_of([image.pk])}", "_publish": 1}
    answer = desk.post(address, filled(desk.get(address), **typed))
    page = answer.content.decode()
    assert "has no alternative text" in page
    assert all(each in page for each in ("Certainly", image.pk))
    describe_image(by=alice, image=image, revision=image.revision, words=ImageWords(alt="A street"))
    assert desk.post(address, filled(answer, **typed)).status_code == 302
    assert list(Entry.objects.get().images.all()) == [image]


@pytest.mark.django_db
def test_a_columns_form_says_whether_it_keeps_evidence(desk: Client, column: Column) -> None:
    address = f"/admin/columns/column/{column.pk}/change/"
    desk.post(address, filled(desk.get(address), keeps_evidence="on"))
    assert Column.objects.get().keeps_evidence
    sent = filled(desk.get(address))
    sent.pop("keeps_evidence")
    desk.post(address, sent)
    assert not Column.objects.get().keeps_evidence
