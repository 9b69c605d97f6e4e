"""Words that no reader may see are at no public address, in whatever way they came to be private."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.images.exif import Evidence
from columns.markup.pictured import gallery_of
from columns.models import Column, Entry, Image, Post
from columns.publishing.columns import create_column
from columns.publishing.drafts import discard_draft, save_draft
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.image_withdrawals import withdraw_image
from columns.publishing.marks import mark_key_event, pin_entry
from columns.publishing.posts import amend_post, create_post, open_post
from columns.publishing.texts import EntryText, PostText
from columns.publishing.withdrawals import withdraw_entry
from tests import pictured
from tests.pictured import described, settled, taken

from .conftest import MORNING

CANARY = "canary-"


@pytest.fixture
def crawl(client: Client, column: Column, live_post: Post) -> Callable[[], str]:
    """Everything that readers are told, at every public address, from the first change on, in one string."""

    def crawl() -> str:
        entries, posts = Entry.objects.select_related("column"), Post.objects.select_related("column")
        paths = ["/", "/robots.txt", "/nowhere/"]
        for each in [*Column.objects.all(), *posts]:
            path = each.get_absolute_url()
            paths += [path, *(f"{path}feed.{kind}" for kind in ("rss", "atom", "json"))]
        for each in Column.objects.all():
            paths += [f"/live/{each.slug}/changes?after={each.epoch}:{seq}" for seq in range(each.head_seq + 1)]
        for entry in entries:
            paths += [entry.get_absolute_url(), f"{entry.get_absolute_url()}fragment"]
        answers = [client.get(path) for path in paths]
        assert {answer.status_code for answer in answers} <= {200, 404}
        return "\n".join(f"{answer.headers}\n{answer.content.decode()}" for answer in answers)

    return crawl


def test_the_crawl_hears_a_canary_that_is_public(
    crawl: Callable[[], str], publish: Callable[..., Entry]
) -> None:
    publish(f"{CANARY}headline", f"<p>{CANARY}body</p>")
    assert {f"{CANARY}headline", f"{CANARY}body"} <= set(crawl().replace("<", " ").replace(">", " ").split())


def test_what_is_private_is_told_nowhere(
    crawl: Callable[[], str], column: Column, live_post: Post, publish: Callable[..., Entry], alice: User
) -> None:
    alice.username = f"{CANARY}user"
    alice.email = f"{CANARY}mail@example.org"
    alice.save()

    first = publish("A story", pinned=True)
    for marked in (pin_entry, mark_key_event):
        wrong = publish(f"{CANARY}withdrawn", f"<p>{CANARY}taken back</p>")
        later = EntryText("", "<p>More of it</p>", continues=wrong)
        marked(by=alice, entry=wrong)
        marked(by=alice, entry=publish_entry(by=alice, post=live_post, text=later))
        crawl()  # so that what is public now is in every cache
        withdraw_entry(by=alice, entry=wrong, reason="It was wrong")

    amended = publish(f"{CANARY}before", f"<p>{CANARY}amended away</p>")
    crawl()
    amend_entry(by=alice, entry=amended, text=EntryText("After"), revision=1)
    save_draft(by=alice, post=live_post, text=EntryText(f"{CANARY}draft", f"<p>{CANARY}</p>", continues=first))
    discard_draft(by=alice, entry=save_draft(by=alice, post=live_post, text=EntryText(f"{CANARY}discarded")))

    date, secret = MORNING.date(), PostText(f"{CANARY}title", f"{CANARY}standfirst", f"<p>{CANARY}standing</p>")
    unopened = create_post(by=alice, column=column, date=date, slug=f"{CANARY}slug", text=secret)
    save_draft(by=alice, post=unopened, text=EntryText(f"{CANARY}draft in a draft"))
    post = create_post(by=alice, column=column, date=date, slug="opened", text=secret)
    text = replace(secret, title="Opened", standfirst="", standing="")
    open_post(by=alice, post=amend_post(by=alice, post=post, text=text, revision=1))
    plans = create_column(by=alice, slug=f"{CANARY}plans", title=f"{CANARY}plans", state="hidden")
    create_post(by=alice, column=plans, date=date, slug="x", text=secret)

    assert leaks(crawl()) == []


def leaks(said: str) -> list[str]:
    """Each canary, with what stands about it."""
    return [said[max(0, at - 80) : at + 60] for at in range(len(said)) if said.startswith(CANARY, at)]


def test_what_is_known_of_a_picture_besides_its_words_is_told_nowhere(
    crawl: Callable[[], str], column: Column, live_post: Post, publish: Callable[..., Entry], alice: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alice.username = alice.first_name = f"{CANARY}user"
    alice.save()
    seen = Evidence(f"{CANARY}time", 50.4501, 30.5234, f"{CANARY}make", f"{CANARY}model")
    monkeypatch.setattr(pictured, "TAKEN", replace(pictured.TAKEN, evidence=seen))
    Column.objects.update(keeps_evidence=True)
    column.refresh_from_db()
    image = described(alice, taken(alice, column=column), identifiable=True, cleared=True)
    entry = publish("With a picture", gallery_of([settled(image).pk]))
    amend_post(by=alice, post=live_post, text=PostText("Led", lead=image), revision=live_post.revision)
    said = crawl()
    private = (image.sha256, image.master.name, image.pk.upper(), "evidence/", "masters/", "50.45", "30.52")
    assert leaks(said) == [] == [each for each in private if each in said]
    assert image.renditions["key"] in said

    described(alice, image, alt=f"{CANARY}alt", caption=f"{CANARY}caption", cover=("death",), cover_note="A body",
              identifiable=False)
    amend_entry(by=alice, entry=entry, text=EntryText("Without", "<p>None.</p>"), revision=1)
    amend_post(by=alice, post=live_post, text=PostText("Not led"), revision=Post.objects.get(pk=live_post.pk).revision)
    assert leaks(crawl()) == []

    again = publish("Once more", gallery_of([image.pk]))
    withdraw_image(by=alice, image=Image.objects.get(pk=image.pk), reason="It shows a house")
    said = crawl()
    assert leaks(said) == []
    assert image.renditions["key"] not in said
    assert again.get_absolute_url() in said


