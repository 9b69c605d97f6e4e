"""A replay: a file of dated texts that becomes entries of a live post."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest
from django.core.management import call_command

from columns.management.replay import run
from columns.models import Author, Column, Post
from columns.publishing.posts import close_post
from tests.management.replaying import WriteFile, entries, item, replay, write_file

__all__ = ["write_file"]  # a fixture

@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that runs only while somebody sleeps. Its first and only element is the time."""
    now = [1000.0]
    monkeypatch.setattr(run.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(run.time, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    return now


# --- What is published


def test_items_become_entries_of_the_live_post_in_the_order_of_their_dates(
    live_post: Post, write_file: WriteFile
) -> None:
    later, sooner = item("Later.", "2015-10-07T22:00:00+03:00"), item("Sooner.", "2015-10-07T18:00:00")
    assert "Published 2 of 2 items." in replay(write_file([later, sooner]))
    assert [(entry.body, entry.display_time.isoformat(), entry.post) for entry in entries()] == [
        ('<p dir="auto">Sooner.</p>', "2015-10-07T18:00:00+00:00", live_post),
        ('<p dir="auto">Later.</p>', "2015-10-07T19:00:00+00:00", live_post),
    ]


def test_where_no_post_is_live_one_is_opened_for_the_day_of_the_first_item_in_the_columns_zone(
    column: Column, write_file: WriteFile
) -> None:
    path = write_file([item(date="2015-10-09T12:00Z"), item(date="2015-10-07T21:30Z")])
    replay(path)
    post = Post.objects.get()
    assert (post.is_live, str(post.date)) == (True, "2015-10-08")
    close_post(by=None, post=post)
    replay(path)
    assert Post.objects.filter(date=post.date).count() == 2
    assert [e.post_id == post.pk for e in entries()] == [True, True, False, False]


@pytest.mark.usefixtures("live_post")
def test_a_source_signs_as_an_organisation_that_is_made_once(write_file: WriteFile) -> None:
    path = write_file([item(source=name) for name in ("Агентство | News", "agentstvo", "Агентство | News", "")])
    replay(path)
    replay(path)
    signed = [[byline.author.name for byline in entry.bylines.all()] for entry in entries()]
    assert signed == [["Агентство | News"], ["agentstvo"], ["Агентство | News"], []] * 2
    assert set(Author.objects.values_list("kind", flat=True)) == {Author.Kind.ORGANISATION}
    assert Author.objects.count() == 2


@pytest.mark.usefixtures("live_post")
def test_sources_whose_names_make_one_address_all_sign(write_file: WriteFile) -> None:
    replay(write_file([item(source=name) for name in ("News 24", "News-24", "News! 24", "❗")]))
    slugs = Author.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["news-24", "news-24-2", "news-24-3", "2"]


@pytest.mark.usefixtures("live_post")
def test_markdown_becomes_safe_html(write_file: WriteFile) -> None:
    replay(write_file([item("It is **so** and __so__.\n\nSee [there](https://example.org/) <script>")]))
    assert entries()[0].body == (
        '<p dir="auto">It is <strong>so</strong> and <em>so</em>.</p>'
        '<p dir="auto">See <a href="https://example.org/" rel="noopener nofollow">there</a> &lt;script&gt;</p>'
    )


@pytest.mark.usefixtures("live_post")
@pytest.mark.parametrize(
    ("text", "headline", "body"),
    [
        ("**A bold line**\n\nAnd more.", "A bold line", "And more."),
        ("**A bold line\n\n**And more.", "A bold line", "And more."),
        ("❗️**One & a** __half__", "", None),
        ("❗️**One & the other**.\nAnd more.", "❗️One & the other.", "And more."),
        ("**One** **after the other**\nAnd more.", "One after the other", "And more."),
        ("**Only a bold line**", "Only a bold line", ""),
        ("**Bold here** but not there\n\nAnd more.", "", None),
        ("**Bold, [with a link](https://example.org/)**\n\nAnd more.", "", None),
        ("**Bold over two\nlines**", "", None),
        ("**" + "long " * 60 + "line**\n\nAnd more.", "", None),
        ("****\n\nNothing is bold.", "", None),
    ],
)
def test_a_bold_first_line_is_the_headline(text: str, headline: str, body: str | None, write_file: WriteFile) -> None:
    replay(write_file([item(text)]))
    (entry,) = entries()
    assert entry.headline == headline
    assert headline not in entry.body or not headline
    if body is not None:
        assert entry.body == (f'<p dir="auto">{body}</p>' if body else "")


# --- When


@pytest.mark.usefixtures("live_post")
def test_items_come_at_the_pace_of_their_dates(
    write_file: WriteFile, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    began, published = clock[0], []

    def slow_publish(**_about: Any) -> None:
        published.append(clock[0] - began)
        clock[0] += 1.5  # each takes its time, which the next wait makes up for

    monkeypatch.setattr(run, "publish_entry", slow_publish)
    dates = ["12:00:00", "12:00:20", "12:01:00", "12:01:01", "12:02:00"]
    replay(write_file([item(date=f"2015-10-07T{time}Z") for time in dates]), speed="10")
    assert published == pytest.approx([0, 2, 6, 7.5, 12])


@pytest.mark.usefixtures("live_post")
def test_at_speed_0_nothing_waits(write_file: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.time, "sleep", lambda _seconds: pytest.fail("it waited"))
    replay(write_file([item(date=f"2015-10-0{day}") for day in (1, 5, 9)]))
    assert len(entries()) == 3


@pytest.mark.usefixtures("live_post")
def test_every_fifty_items_it_says_how_far_it_is(write_file: WriteFile) -> None:
    said = replay(write_file([item(f"Number {number}.") for number in range(110)]))
    assert [line.partition(",")[0] for line in said.splitlines()] == [
        "50 of 110 items", "100 of 110 items", "Published 110 of 110 items.",
    ]


@pytest.mark.usefixtures("live_post")
def test_ctrl_c_ends_it_between_two_items_and_says_how_many_are_published(
    write_file: WriteFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run.time, "sleep", lambda _seconds: os.kill(os.getpid(), signal.SIGINT))
    path = write_file([item("First.", "2015-10-07T12:00"), item("Next.", "2015-10-07T13:00")])
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(SystemExit) as exit_:
        call_command("replay", str(path), "--column", "putin-in-syria")
    assert exit_.value.code == 130
    assert "Stopped. Published 1 of 2 items." in capsys.readouterr().out
    assert len(entries()) == 1
    assert signal.getsignal(signal.SIGINT) == before
