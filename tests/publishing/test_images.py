"""Pictures taken in, described, shown in entries and on top of posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage, storages

from columns.images.reasons import Reason, Unfit
from columns.images.renditions import First
from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Evidence, Image, Post
from columns.publishing import images
from columns.publishing.drafts import save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.image_withdrawals import restore_image, withdraw_image
from columns.publishing.image_words import ImageWords
from columns.publishing.images import describe_image, take_image
from columns.publishing.posts import amend_post
from columns.publishing.texts import EntryText, PostText
from tests.pictured import MASTER, SEEN, described, settled, taken

from .log import watching

Write = Callable[..., Entry]


def shows(*pictures: Image) -> str:
    """A text with some pictures, side by side."""
    return gallery_of([each.pk for each in pictures])


def test_a_picture_has_a_first_rendition_at_once_and_is_due_for_the_others(alice: User) -> None:
    image = taken(alice)
    assert (image.state, image.sizes, image.formats) == ("pending", [(800, 600)], ["jpg"])
    assert image.next_try_at is not None
    assert image.uploaded_by == alice
    assert default_storage.open(image.file_names()[0]).read() == b"a first one"
    assert image.pk not in image.file_names()[0]


def test_our_own_copy_lies_where_nothing_is_served(alice: User) -> None:
    image = taken(alice)
    assert storages["private"].open(image.master.name).read() == MASTER
    assert not default_storage.exists(image.master.name)


def test_the_same_file_twice_is_one_picture(alice: User, bob: User) -> None:
    first = taken(alice, b"the same")
    with patch.object(images, "taken", side_effect=AssertionError("decoded again")):
        assert take_image(by=alice, body=b"the same") == first
    assert Image.objects.count() == 1


def test_two_uploads_of_one_file_at_once_leave_the_files_of_one(alice: User) -> None:
    with patch.object(images.Image.objects, "filter", return_value=Image.objects.none()):  # neither sees the other
        first, second = taken(alice, b"the same"), taken(alice, b"the same")
    assert first == second
    folders, _files = default_storage.listdir("images")
    kept = [name for name in folders if default_storage.listdir(f"images/{name}")[1]]
    assert kept == [first.renditions["key"]]


def test_what_is_no_picture_is_refused_with_the_reason(alice: User) -> None:
    with patch.object(images, "taken", side_effect=Unfit(Reason.BROKEN)), pytest.raises(Refused) as refused:
        take_image(by=alice, body=b"half")
    assert refused.value.message == str(Reason.BROKEN.label)


def test_a_full_disk_is_told_and_leaves_nothing(alice: User) -> None:
    full = patch.object(default_storage, "save", side_effect=OSError(28, "No space left on device"))
    with full, pytest.raises(Refused, match="disk is full"):
        taken(alice)
    assert not Image.objects.exists()


def test_without_evidence_nothing_is_kept_of_the_file(column: Column, alice: User) -> None:
    taken(alice, b"a file", column)
    assert not Evidence.objects.exists()


def test_a_column_that_asks_for_it_keeps_the_file_and_what_the_camera_wrote(column: Column, alice: User) -> None:
    Column.objects.update(keeps_evidence=True)
    column.refresh_from_db()
    image = taken(alice, b"a file", column)
    evidence = Evidence.objects.get()
    assert (evidence.image, evidence.column) == (image, column)
    assert (evidence.captured, evidence.latitude, evidence.camera) == (SEEN.captured_at, SEEN.latitude, "Maker X100")
    assert evidence.original.read() == b"a file"
    assert not default_storage.exists(evidence.original.name)


def test_evidence_is_kept_too_if_the_picture_came_before_from_elsewhere(column: Column, alice: User) -> None:
    image = taken(alice, b"a file")
    Column.objects.update(keeps_evidence=True)
    column.refresh_from_db()
    assert taken(alice, b"a file", column) == image
    assert Evidence.objects.get().image == image


def test_an_entry_without_alt_text_is_not_published_and_a_draft_is_kept(live_post: Post, alice: User) -> None:
    image = taken(alice)
    text = EntryText("Words", shows(image))
    draft = save_draft(by=alice, post=live_post, text=text)
    with pytest.raises(Refused) as refused:
        publish_entry(by=alice, post=live_post, text=text, entry=draft)
    assert "has no alternative text" in refused.value.message
    assert "who does what, where" in refused.value.message
    assert refused.value.field == "body"
    described(alice, image)
    assert list(publish_entry(by=alice, post=live_post, text=text, entry=draft).images.all()) == [image]


def test_a_published_entry_gets_no_picture_without_alt_text(write: Write, alice: User) -> None:
    entry = write("Words")
    with pytest.raises(Refused, match="alternative text"):
        amend_entry(by=alice, entry=entry, text=EntryText("Words", shows(taken(alice))), revision=1)
    assert Entry.objects.get().body == ""


def test_that_it_only_decorates_must_be_said(write: Write, alice: User) -> None:
    image = described(alice, alt="", decorative=True)
    assert write("Words", body=shows(image)).is_public


def test_a_picture_that_is_not_there_is_refused(live_post: Post, alice: User) -> None:
    with pytest.raises(Refused, match="not on the server"):
        save_draft(by=alice, post=live_post, text=EntryText("Words", gallery_of(["a" * 12])))


def test_what_is_said_of_a_picture_moves_all_that_show_it(
    column: Column, live_post: Post, write: Write, alice: User
) -> None:
    image = described(alice)
    first, second = write("First", body=shows(image)), write("Second", body=shows(image))
    write("Without")
    amend_post(by=alice, post=live_post, text=PostText("Led", lead=image), revision=live_post.revision)
    with watching(column) as told:
        described(alice, image, caption="Another")
    moved = {(op, thing.pk) for op, thing in told if thing}
    assert moved == {("describe", first.pk), ("describe", second.pk), ("describe", live_post.pk)}


def test_nothing_new_moves_nothing(column: Column, write: Write, alice: User) -> None:
    image = described(alice)
    write("First", body=shows(image))
    with watching(column) as told:
        assert described(alice, image).revision == image.revision
    assert told == []


def test_a_stale_description_is_refused(alice: User) -> None:
    image = described(alice)
    with pytest.raises(Refused, match="Somebody else"):
        describe_image(by=alice, image=image, revision=1, words=ImageWords(alt="Mine"))


def test_what_readers_see_keeps_its_alt_text(write: Write, alice: User) -> None:
    image = described(alice)
    write("First", body=shows(image))
    with pytest.raises(Refused) as refused:
        described(alice, image, alt="")
    assert (refused.value.field, Image.objects.get().alt) == ("alt", "Smoke over the silos")


def test_a_crop_makes_the_files_anew_and_deletes_those_before(
    column: Column, write: Write, alice: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    image = settled(described(alice))
    before = image.file_names()
    entry = write("First", body=shows(image))
    with watching(column) as told, django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        cropped = described(alice, image, crop=(100, 0, 900, 1000))
    assert told == [("describe", entry)]
    assert (cropped.state, cropped.sizes, cropped.blur, cropped.crop) == (
        "pending", [(700, 500)], "123" * 12, [100, 0, 900, 1000]
    )
    assert not any(map(default_storage.exists, before))
    assert all(map(default_storage.exists, cropped.file_names()))


def test_a_description_that_is_refused_leaves_the_files_as_they_are(alice: User) -> None:
    image = settled(described(alice))
    stale = replace(ImageWords.of(image), crop=(0, 0, 500, 500))
    with pytest.raises(Refused, match="Somebody else"):
        describe_image(by=alice, image=image, revision=image.revision - 1, words=stale)
    folders, _files = default_storage.listdir("images")
    assert [name for name in folders if default_storage.listdir(f"images/{name}")[1]] == [image.renditions["key"]]
    assert all(map(default_storage.exists, image.file_names()))
    assert len(default_storage.listdir(f"images/{image.renditions['key']}")[1]) == 12


def test_a_withdrawn_picture_leaves_no_file_and_cannot_be_uploaded_again(
    column: Column, write: Write, alice: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    image = settled(described(alice, taken(alice, b"gives a source away")))
    entry = write("First", body=shows(image))
    with watching(column) as told, django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        withdrawn = withdraw_image(by=None, image=image, reason="It shows a house")
    assert told == [("describe", entry)]
    assert not any(map(default_storage.exists, image.file_names()))
    assert (withdrawn.is_withdrawn, withdrawn.file_names(), withdrawn.next_try_at) == (True, [], None)
    with pytest.raises(Refused, match="It shows a house"):
        taken(alice, b"gives a source away")
    with pytest.raises(Refused, match="already"):
        withdraw_image(by=None, image=image, reason="Again")


def test_a_restored_picture_is_made_anew(column: Column, write: Write, alice: User) -> None:
    image = described(alice)
    entry = write("First", body=shows(image))
    withdraw_image(by=None, image=image, reason="Wrong")
    with watching(column) as told, patch(
        "columns.publishing.renditions.first_of", lambda master, crop: First(master, 800, 600, "abc" * 12)
    ):
        restored = restore_image(by=None, image=image)
    assert told == [("describe", entry)]
    assert (restored.state, restored.withdrawal_reason) == ("pending", "")
    assert default_storage.open(restored.file_names()[0]).read() == MASTER
    with pytest.raises(Refused, match="Only a withdrawn"):
        restore_image(by=None, image=image)


def test_a_cover_comes_at_once_and_its_words_when_there_is_time(write: Write, alice: User) -> None:
    image = described(alice)
    entry = write("First", body=shows(image))
    covered = described(alice, image, cover=("death",))
    assert (covered.cover, covered.cover_note, covered.identifiable) == (["death"], "", None)
    with pytest.raises(Refused, match="cover"):
        amend_entry(by=alice, entry=entry, text=EntryText("Second", shows(image)), revision=1)
    with pytest.raises(Refused, match="recognised"):
        described(alice, image, cover=("death",), identifiable=True)
