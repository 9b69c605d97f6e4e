"""What a replay does not publish: files that are not what they should be, and texts that a verb refuses."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from columns.models import Column, Post
from columns.publishing.columns import create_column
from tests.management.replaying import DATE, WriteFile, entries, item, replay, write_file

__all__ = ["write_file"]  # a fixture


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
