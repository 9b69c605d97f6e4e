"""A publisher: an editor's program in a process of its own, `python -m tests.bench.fanout.publisher`.

It makes a column with a live post, says `ready` and where readers find it, and publishes an entry at each
`send NUMBER`: `sent NUMBER CALLED COMMITTED`.
"""

from __future__ import annotations

import datetime
import json
import sys
import time
from typing import TYPE_CHECKING

import django

from tests.bench.fanout.targets import UPDATE
from tests.bench.words import Words

if TYPE_CHECKING:
    from columns.models import Column, Post

SLUG = "fanout"
#: What stands around a message in an event stream: its id, the words `id` and `data`, line ends.
AROUND = 60


def body(number: int, length: int) -> tuple[str, int]:
    """An update's text, so many letters long, and the time that stands in it: now."""
    called = time.monotonic_ns()
    return f"<p>@@{number}:{called}@@ {Words(number).paragraph(length // 4)[:length]}</p>", called


def main() -> None:
    """Publish until the input ends."""
    from columns.models import Column
    from columns.publishing.entries import publish_entry
    from columns.publishing.texts import EntryText
    from tests.bench.fanout.commits import note_commits

    committed, post = note_commits(), _open_post()
    length = _length_of_text(post)
    column = Column.objects.get(pk=post.column_id)
    told = {"post": post.pk, "length": length, "epoch": str(column.epoch), "cursor": column.head_seq}
    told["token"] = _token(column)
    print("ready", json.dumps(told | {"path": f"/live/{SLUG}/"}), flush=True)
    for line in sys.stdin:
        number = int(line.split()[1])
        text, called = body(number, length)
        entry = publish_entry(by=None, post=post, text=EntryText(f"Update {number}", text))
        print("sent", number, called, committed.pop(entry.seq or 0), flush=True)


def _open_post() -> Post:
    from columns.publishing.columns import create_column
    from columns.publishing.posts import create_post, open_post
    from columns.publishing.texts import PostText

    column = create_column(by=None, slug=SLUG, title="A column that many follow")
    text = PostText("The post that they follow")
    post = create_post(by=None, column=column, date=datetime.date(2015, 10, 7), slug="the-post", text=text)
    return open_post(by=None, post=post)


def _length_of_text(post: Post) -> int:
    """How long a text is that makes UPDATE bytes on the wire: found with one that is nearly empty."""
    from columns.live.protocol import delta
    from columns.live.reading_log import read_log
    from columns.publishing.entries import publish_entry
    from columns.publishing.texts import EntryText

    entry = publish_entry(by=None, post=post, text=EntryText("Update 0", body(0, 1)[0]))
    told = read_log(entry.column_id, (entry.seq or 0) - 1)
    assert told
    message = delta(told.head.epoch, told.head.seq, told.head.seq, [change for _, _, change in told.changes])
    return UPDATE - AROUND - len(message.encode())


def _token(column: Column) -> str:
    """The secret of a token, for those who publish from outside."""
    from django.contrib.auth.models import User

    from columns.publishing.tokens import create_token

    user = User.objects.create_superuser("wire", password=None)
    return create_token(by=None, user=user, column=column, name="The wire", scopes=["publish"])[1]


if __name__ == "__main__":
    django.setup()
    main()
