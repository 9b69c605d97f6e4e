"""The story of a night, in short: three work one post at the desk while somebody reads it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.flow.night.company import gather
from tests.flow.night.dawn import look_back
from tests.flow.night.newsroom import open_newsroom
from tests.flow.night.pictures import photos
from tests.flow.night.story import SHORT, play
from tests.flow.night.words import texts
from tests.live_server import LiveServer
from tests.orm import Orm


@pytest.mark.timeout(300)
def test_three_work_one_post_through_a_night_and_readers_get_every_text_once(
    browser: Browser, live: LiveServer, orm: Orm
) -> None:
    post = orm(open_newsroom)
    more = {"words": texts(None), "pictures": photos(None), "orm": orm, "is_short": True}
    with gather(browser, live, post, **more) as night:
        play(night, SHORT)
        look_back(night, browser, live, post)
