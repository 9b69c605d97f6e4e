"""Creating and renaming authors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from columns.changes import log
from columns.models import Author, Column, Entry, Post
from columns.publishing import authors
from columns.publishing.authors import create_author, rename_author
from columns.publishing.drafts import save_draft
from columns.publishing.errors import Refused
from columns.publishing.posts import amend_post
from columns.publishing.texts import EntryText, PostText, Signature
from columns.publishing.withdrawals import withdraw_entry

from .log import watching

Write = Callable[..., Entry]


def test_an_author_has_an_address_from_the_name_in_any_script(alice: User) -> None:
    author = create_author(by=alice, name="  لينا   حداد ")
    assert (author.name, author.slug, author.kind, author.revision) == ("لينا حداد", "لينا-حداد", "person", 1)
    assert create_author(by=alice, name="Bellingcat", slug="bc", kind="organisation").slug == "bc"


def test_two_authors_have_two_addresses_and_each_has_a_name(author: Author, alice: User) -> None:
    with pytest.raises(Refused, match="that address") as refused:
        create_author(by=alice, name="LINA HADDAD")
    assert refused.value.field == "slug"
    with pytest.raises(Refused, match="empty"):
        create_author(by=alice, name="\u200e", slug="x")


def test_a_renaming_moves_everything_that_is_signed_in_every_column(
    column: Column, live_post: Post, elsewhere: Post, write: Write, author: Author, alice: User
) -> None:
    signed = (Signature(author), Signature(author, "translation"))
    here, there = write("Here", bylines=signed), write("There", post=elsewhere, bylines=signed)
    taken_back = withdraw_entry(by=alice, entry=write("Wrong", bylines=signed), reason="Wrong")
    write("Not signed")
    text = PostText(live_post.title, bylines=(Signature(author),))
    amend_post(by=alice, post=live_post, text=text, revision=live_post.revision)
    with watching(column) as told, watching(elsewhere.column) as told_elsewhere:
        after = rename_author(by=alice, author=author, name="Lina H.", revision=1)
    assert set(told) == {("rename", here), ("rename", taken_back), ("rename", live_post)}
    assert (len(told), told_elsewhere) == (3, [("rename", there)])
    assert (after.name, after.slug, after.revision) == ("Lina H.", "lina-haddad", 2)


def test_what_no_reader_sees_is_not_logged(
    column: Column, live_post: Post, draft_post: Callable[..., Post], author: Author, alice: User
) -> None:
    save_draft(by=alice, post=live_post, text=EntryText("A draft", bylines=(Signature(author),)))
    draft_post(8, bylines=(Signature(author),))
    with watching(column) as told:
        rename_author(by=alice, author=author, name="Lina H.", revision=1)
    assert told == []


def test_two_renamings_do_not_overwrite_each_other(author: Author, alice: User) -> None:
    rename_author(by=alice, author=author, name="Theirs", revision=1)
    with pytest.raises(Refused, match="meanwhile"):
        rename_author(by=alice, author=author, name="Mine", revision=1)
    with pytest.raises(Refused, match="At most 120"):
        rename_author(by=alice, author=author, name="x" * 121, revision=2)
    assert Author.objects.get(pk=author.pk).name == "Theirs"


def test_beyond_the_limit_a_column_begins_a_new_epoch_instead(
    column: Column, elsewhere: Post, write: Write, author: Author, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (log, authors):
        monkeypatch.setattr(module, "WHOLESALE", 3)
    entries = [write(f"{n}", bylines=(Signature(author),)) for n in range(4)]
    there = [write(f"{n}", post=elsewhere, bylines=(Signature(author),)) for n in range(3)]
    epoch, epoch_elsewhere = column.epoch, elsewhere.column.epoch
    with watching(column) as told, watching(elsewhere.column) as told_elsewhere:
        rename_author(by=alice, author=author, name="Lina H.", revision=1)
    assert told == [("settings", None)]
    assert Column.objects.get(pk=column.pk).epoch != epoch
    assert [Entry.objects.get(pk=entry.pk).seq for entry in entries] == [entry.seq for entry in entries]
    assert set(told_elsewhere) == {("rename", entry) for entry in there}
    assert Column.objects.get(pk=elsewhere.column_id).epoch == epoch_elsewhere
