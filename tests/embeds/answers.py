"""What providers answer, in their own shapes; all that is said is made up."""

from __future__ import annotations

import json
from pathlib import Path

from columns.embeds.provider import Answer

PAGES = Path(__file__).parent / "pages"

X = {
    "url": "https://twitter.com/lena/status/1585841080431321088",
    "author_name": "Лена",
    "author_url": "https://twitter.com/lena",
    "html": '<blockquote class="twitter-tweet" data-dnt="true"><p lang="ru" dir="ltr">Мост открыт.'
    "<br><br>Движение &amp; свет "
    '<a href="https://t.co/a">pic.twitter.com/a</a></p>&mdash; Лена (@lena) <a href="https://e.org">Oct 28</a>'
    '</blockquote>\n<script async src="https://platform.twitter.com/widgets.js"></script>\n',
    "type": "rich",
    "provider_name": "Twitter",
    "width": 550,
    "height": None,
}
TIKTOK = {
    "title": "الجسر مفتوح #bridge",
    "author_name": "Scout",
    "author_url": "https://www.tiktok.com/@scout.2015",
    "html": '<blockquote class="tiktok-embed" cite="x"><section> <a title="@scout.2015" href="x">@scout.2015</a> '
    '<p>الجسر مفتوح</p> <a href="y">♬ sound</a></section></blockquote> <script async src="z"></script>',
    "thumbnail_url": "https://p16.example.org/a.jpeg",
    "provider_name": "TikTok",
}
MASTODON = {
    "author_name": "Lena Reporter",
    "author_url": "https://social.example.org/@lena",
    "provider_name": "social.example.org",
    "html": '<blockquote class="mastodon-embed"><a href="x"><svg><path d=""/></svg><div>Post by @lena</div>'
    "<div>View on Mastodon</div></a></blockquote><script src='y'></script>",
}
YOUTUBE = {
    "title": "Bridge, filmed from the north bank",
    "author_name": "Example TV",
    "author_url": "https://www.youtube.com/@ExampleTV",
    "type": "video",
    "provider_name": "YouTube",
    "thumbnail_url": "https://i.ytimg.com/vi/gfnJ07iJv3M/hqdefault.jpg",
    "html": '<iframe src="https://www.youtube.com/embed/gfnJ07iJv3M" onload="alert(1)"></iframe>',
}


def page(name: str, url: str) -> Answer:
    """One of the pages in the folder, as if it had been at an address."""
    return Answer(url, "text/html; charset=utf-8", (PAGES / f"{name}.html").read_text())


def oembed(said: object, url: str = "https://oembed.example/") -> Answer:
    """An oEmbed answer."""
    return Answer(url, "application/json", json.dumps(said))
