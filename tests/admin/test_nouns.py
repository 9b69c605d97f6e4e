"""Columns, posts, authors, the site and the records in the admin."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from columns.models import Author, Column, Entry, Post, Site
from columns.publishing.authors import create_author, rename_author
from columns.publishing.posts import amend_post
from columns.publishing.texts import PostText

from .filled import filled

ADMIN = "/admin/columns"


def save(desk: Client, address: str, **typed: object) -> int:
    return desk.post(address, filled(desk.get(address), _save=1, **typed)).status_code


@pytest.mark.django_db
def test_a_column_is_created_and_its_address_changed(desk: Client) -> None:
    assert save(desk, f"{ADMIN}/column/add/", title="Syria", time_zone="Asia/Damascus", language="ar") == 302
    column = Column.objects.get()
    assert (column.slug, column.direction) == ("syria", "rtl")
    assert save(desk, f"{ADMIN}/column/{column.pk}/change/", slug="damascus") == 302
    assert Column.objects.get().slug == "damascus"
    assert column.former_slugs.get().slug == "syria"


@pytest.mark.django_db
def test_a_reserved_address_is_refused_at_its_field(desk: Client) -> None:
    address = f"{ADMIN}/column/add/"
    response = desk.post(address, filled(desk.get(address), title="Syria", slug="admin", _save=1))
    assert "slug" in response.context["adminform"].form.errors
    assert filled(response)["title"] == "Syria"


@pytest.mark.django_db
def test_a_post_is_created_as_todays_draft_and_opened(desk: Client, column: Column) -> None:
    address = f"{ADMIN}/post/add/"
    today = datetime.datetime.now(column.zone).date()
    assert filled(desk.get(address))["date"] == today.isoformat()
    assert save(desk, address, title="The first week", standing="<p>Calm.</p>") == 302
    post = Post.objects.get()
    assert (post.state, post.slug, post.column) == (Post.State.DRAFT, "the-first-week", column)
    desk.post(f"{ADMIN}/post/{post.pk}/act/open/")
    assert Post.objects.get().is_live


@pytest.mark.django_db
def test_the_date_of_an_open_post_cannot_be_typed(desk: Client, live_post: Post) -> None:
    assert "date" not in filled(desk.get(f"{ADMIN}/post/{live_post.pk}/change/"))
    assert save(desk, f"{ADMIN}/post/{live_post.pk}/change/", title="Week one", date="2020-01-01") == 302
    post = Post.objects.get()
    assert (post.title, post.date) == ("Week one", live_post.date)


@pytest.mark.django_db
def test_a_stale_edit_of_a_post_shows_both_heads(desk: Client, alice: User, live_post: Post) -> None:
    address = f"{ADMIN}/post/{live_post.pk}/change/"
    opened = desk.get(address)
    amend_post(by=alice, post=live_post, text=PostText("Their title"), revision=1)
    response = desk.post(address, filled(opened, title="My title", _save=1))
    assert '<del class="differs">Their</del> title' in response.content.decode()
    assert desk.post(address, filled(response, _save=1)).status_code == 302
    assert Post.objects.get().title == "My title"


@pytest.mark.django_db
def test_an_author_is_created_and_renamed(desk: Client) -> None:
    assert save(desk, f"{ADMIN}/author/add/", name="Sergey Ivanov") == 302
    author = Author.objects.get()
    assert author.slug == "sergey-ivanov"
    assert save(desk, f"{ADMIN}/author/{author.pk}/change/", name="S. Ivanov") == 302
    assert Author.objects.get().name == "S. Ivanov"


@pytest.mark.django_db
def test_what_somebody_else_saved_meanwhile_is_shown_beside_what_was_typed(desk: Client, alice: User) -> None:
    author = create_author(by=alice, name="Sergey Ivanov")
    address = f"{ADMIN}/author/{author.pk}/change/"
    opened = desk.get(address)
    rename_author(by=alice, author=author, name="Sergei Ivanov", revision=1)
    response = desk.post(address, filled(opened, name="Serge Ivanov", _save=1))
    assert "Sergei Ivanov" in response.content.decode()
    assert desk.post(address, filled(response, _save=1)).status_code == 302
    assert Author.objects.get().name == "Serge Ivanov"


@pytest.mark.django_db
def test_the_site_is_named_on_one_form(desk: Client) -> None:
    first = desk.get(f"{ADMIN}/site/").headers["Location"]
    assert save(desk, first, name="The Interpreter", notice="A test") == 302
    again = desk.get(f"{ADMIN}/site/").headers["Location"]
    assert again != first
    assert save(desk, again, publisher="IMR") == 302
    site = Site.objects.get()
    assert (site.name, site.notice, site.publisher) == ("The Interpreter", "A test", "IMR")


@pytest.mark.django_db
def test_the_records_are_read_and_never_written(desk: Client, publish: Callable[..., Entry]) -> None:
    entry = publish("Certainly", "<p>It <em>is</em> so.</p>")
    log = desk.get(f"{ADMIN}/change/").content.decode()
    assert f"{ADMIN}/entry/{entry.pk}/change/" in log
    texts = desk.get(f"{ADMIN}/revision/?entry={entry.pk}").content.decode()
    assert "It is so." in texts
    revision = entry.revisions.get()
    assert "<em>is</em>" in desk.get(f"{ADMIN}/revision/{revision.pk}/change/").content.decode()
    for noun, pk in (("change", entry.post.column.changes.first().pk), ("revision", revision.pk)):  # type: ignore[union-attr]
        assert desk.get(f"{ADMIN}/{noun}/add/").status_code == 403
        assert desk.post(f"{ADMIN}/{noun}/{pk}/change/", {}).status_code == 403
        assert desk.post(f"{ADMIN}/{noun}/{pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("noun", ["column", "post", "entry", "author", "change", "revision"])
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(
    desk: Client,
    publish: Callable[..., Entry],
    alice: User,
    noun: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        publish(f"Entry {number}")
        create_author(by=alice, name=f"Author {number}")
    with django_assert_max_num_queries(20):
        assert desk.get(f"{ADMIN}/{noun}/").status_code == 200


@pytest.mark.django_db
def test_a_columns_form_says_how_long_texts_wait_and_whether_a_second_person_publishes(
    desk: Client, column: Column
) -> None:
    address = f"{ADMIN}/column/{column.pk}/change/"
    assert save(desk, address, safety_delay="300", four_eyes="on") == 302
    column.refresh_from_db()
    assert (column.safety_delay, column.four_eyes) == (300, True)
    answer = desk.post(address, filled(desk.get(address), safety_delay="99999", _save=1))
    assert "safety_delay" in answer.context["adminform"].form.errors
