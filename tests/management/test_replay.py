"""A replay: a file of dated texts that becomes entries of a live post."""

from __future__ import annotations

import datetime
import json
import os
import signal
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from columns.management.replay import run
from columns.models import Author, Column, Entry, Post
from columns.publishing.columns import create_column
from columns.publishing.posts import close_post

DATE = "2015-10-07T21:30:00Z"

WriteFile = Callable[[Any], Path]


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    """Writes items (or any text) into a file."""

    def write(told: Any) -> Path:
        path = tmp_path / "replay.json"
        path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
        return path

    return write


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that runs only while somebody sleeps. Its first and only element is the time."""
    now = [1000.0]
    monkeypatch.setattr(run.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(run.time, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    return now


def item(text: str = "Some words.", date: str = DATE, source: str = "The Agency") -> dict[str, str]:
    return {"source": source, "date": date, "text": text}


def replay(path: Path, column: str = "putin-in-syria", speed: str = "0") -> str:
    """Everything that the command says."""
    said = StringIO()
    call_command("replay", str(path), "--column", column, "--speed", speed, stdout=said)
    return said.getvalue()


def entries() -> list[Entry]:
    return list(Entry.objects.order_by("first_seq"))


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
    items = [item(source="Агентство | News"), item(source="agentstvo"), item(source="Агентство | News"), item(source="")]
    replay(write_file(items))
    replay(write_file(items))
    signed = [[byline.author.name for byline in entry.bylines.all()] for entry in entries()]
    assert signed == [["Агентство | News"], ["agentstvo"], ["Агентство | News"], []] * 2
    assert set(Author.objects.values_list("kind", flat=True)) == {Author.Kind.ORGANISATION}
    assert Author.objects.count() == 2


@pytest.mark.usefixtures("live_post")
def test_sources_whose_names_make_one_address_all_sign(write_file: WriteFile) -> None:
    replay(write_file([item(source=name) for name in ("News 24", "News-24", "News! 24", "❗")]))
    assert list(Author.objects.order_by("pk").values_list("slug", flat=True)) == ["news-24", "news-24-2", "news-24-3", "2"]


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


# --- What is refused


@pytest.mark.usefixtures("live_post")
def test_what_a_verb_refuses_is_named_and_the_rest_is_published(
    write_file: WriteFile, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_file([item("One."), item(" \n "), item("word " * 60_000), item(source="x" * 121), item("Two.")])
    with pytest.raises(SystemExit) as exit_:
        call_command("replay", str(path), "--column", "putin-in-syria", "--speed", "0")
    assert exit_.value.code == 1
    said = capsys.readouterr().out
    for line in ("Item 2 is not published: An entry needs", "Item 3 is not published: This text takes",
                 "Item 4 is not published: At most 120", "Published 2 of 5 items."):
        assert line in said
    assert len(entries()) == 2


@pytest.mark.usefixtures("live_post")
@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ({"source": "x"}, "is not a list"),
        ([], "has no items"),
        ([item(), "text"], "Item 2: it is not an object"),
        ([item(), {"date": DATE}], "Item 2: it has no “text”"),
        ([{"text": "x"}], "Item 1: it has no “date”"),
        ([item(), {"date": 7, "text": "x"}], "Item 2: its “date” is not a text"),
        ([{"date": DATE, "text": None}], "Item 1: its “text” is not a text"),
        ([item(date="yesterday")], "Item 1: “yesterday” is not a date in ISO 8601"),
        ([item(), item(), item(date="0001-01-01T00:00+14:00")], "Item 3: its date, .* lies before 1900"),
    ],
)
def test_a_bad_file_is_refused_whole_with_the_number_of_the_item(
    told: Any, says: str, write_file: WriteFile
) -> None:
    with pytest.raises(CommandError, match=says):
        replay(write_file(told))
    assert not entries()


@pytest.mark.usefixtures("live_post")
def test_a_date_in_the_future_is_refused_before_anything_is_published(write_file: WriteFile) -> None:
    tomorrow = (timezone.now() + datetime.timedelta(days=1)).isoformat()
    with pytest.raises(CommandError, match=r"Item 2: its date, .* lies in the future"):
        replay(write_file([item(), item(date=tomorrow)]))
    assert not entries()


def test_a_file_that_is_not_there_or_not_text_is_said_to_be_so(column: Column, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        replay(tmp_path / "nowhere.json")
    (tmp_path / "photo.json").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(CommandError, match="is not JSON"):
        replay(tmp_path / "photo.json")


@pytest.mark.usefixtures("column")
def test_an_unknown_column_is_said_to_be_so_with_those_there_are(write_file: WriteFile) -> None:
    with pytest.raises(CommandError, match=r"no column “nowhere”. Columns here: putin-in-syria"):
        replay(write_file([item()]), column="nowhere")


@pytest.mark.django_db
def test_a_column_that_is_not_live_is_not_replayed_into(write_file: WriteFile) -> None:
    create_column(by=None, slug="over", title="Over", state=Column.State.CLOSED)
    with pytest.raises(CommandError, match="“Over” is not live"):
        replay(write_file([item()]), column="over")
    assert not Post.objects.exists()


@pytest.mark.parametrize("speed", ["-1", "fast", "nan", "inf"])
def test_a_speed_is_a_number_from_0_up(speed: str, write_file: WriteFile) -> None:
    with pytest.raises(CommandError, match="is not a speed"):
        replay(write_file([item()]), speed=speed)
