"""A world for random histories: one column, and every verb as a step that numbers steer."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils import timezone

from columns.embeds.provider import Snapshot
from columns.embeds.registry import match
from columns.markup.embedded import figure_of
from columns.markup.pictured import gallery_of
from columns.models import Author, Column, Embed, Entry, Post, new_id
from columns.publishing.authors import create_author, rename_author
from columns.publishing.columns import change_column, create_column
from columns.publishing.copies import correct_embed, restore_embed, withdraw_embed
from columns.publishing.embeds import retry_embed
from columns.publishing.entries import amend_entry, publish_entry
from columns.publishing.errors import Refused
from columns.publishing.falling_due import publish_due_entry
from columns.publishing.holds import hold_entry, lift_hold
from columns.publishing.marks import mark_key_event, pin_entry, unmark_key_event, unpin_entry
from columns.publishing.moves import move_entry
from columns.publishing.posts import amend_post, close_post, create_post, open_post
from columns.publishing.schedules import schedule_entry, unschedule_entry
from columns.publishing.settling import Copy, fail_embed, see_original, settle_embed
from columns.publishing.texts import EntryText, PostText, Related, Signature
from columns.publishing.withdrawals import restore_entry, withdraw_entry
from tests.live.pictures import PICTURES, a_picture, change_picture, keep_pictures

EMBEDS = ("https://news.example/bridge", "https://x.com/lena/status/1585841080431321088")
BODIES = (
    "<p>Short.</p>",
    '<p dir="rtl" lang="ar">قال شهود إن الطريق مغلق.</p><p>Witnesses say the road is closed.</p>',
    "<blockquote><p>We heard two strikes.</p></blockquote>" * 3,
    "<p>Look:</p>" + "".join(map(figure_of, EMBEDS)),
    "<p>" + "A long text that will not travel with its frame. " * 60 + "</p>",
    "<table><tbody><tr><td>23</td><td>targets</td></tr></tbody></table>",
    f"<p>Look:</p>{figure_of(EMBEDS[0])}",
    gallery_of(list(PICTURES[:1])),
    f"<p>Look:</p>{gallery_of(list(PICTURES))}",
)


class World:
    """One column with two open posts. A step is (verb, a, b): the numbers choose what it is about."""

    def __init__(self) -> None:
        self.column = create_column(by=None, slug=f"c-{new_id()}", title="A column", time_zone="Asia/Damascus")
        self.author = create_author(by=None, name="Nadia", slug=f"nadia-{new_id()}")
        keep_pictures()
        for day in (20, 21):
            self._open(datetime.date(2015, 10, day))
        for post, number in ((1, 0), (0, 2), (0, 6), (0, 21), (0, 26), (1, 7)):
            self.step(("publish", post, number))

    def _open(self, date: datetime.date) -> None:
        text = PostText(f"Day {date.day}", "What is known.", "<p>Where things stand.</p>")
        open_post(by=None, post=create_post(by=None, column=self.column, date=date, slug=f"d-{new_id()}", text=text))

    def posts(self) -> list[Post]:
        """The posts, oldest first."""
        return list(Post.objects.filter(column=self.column).select_related("column").order_by("date", "opened_at"))

    def entries(self) -> list[Entry]:
        """The entries that readers see, in the order of publication."""
        public = Entry.objects.public().filter(column=self.column)
        return list(public.select_related("column", "post").order_by("first_seq"))

    def step(self, step: tuple[str, int, int]) -> None:
        """Do one thing. What a verb refuses (closing what is closed) did nothing, which is a history too."""
        verb, a, b = step
        try:
            getattr(self, f"_{verb}")(a, b)
        except Refused:
            return

    def _pick(self, things: list[Any], number: int) -> Any:
        return things[-1 - number % len(things)]

    def _text(self, a: int, b: int) -> EntryText:
        behind = datetime.timedelta(minutes=a % 90)
        return EntryText(
            headline=f"Headline {a}" if b % 3 else "",
            body=BODIES[(a + b) % len(BODIES)],
            display_time=timezone.now() - behind if b % 2 else None,
            continues=self._pick(self.entries(), b) if b % 3 == 1 and self.entries() else None,
            bylines=(Signature(self.author),) if a % 2 else (),
            relations=self._relations(a, b) if b % 3 != 1 else (),
            tags=("Aleppo", f"Tag {a % 4}")[: b % 3],
            event_time=timezone.now() - 3 * behind if a % 4 == 1 else None,
            event_zone=("", "Asia/Tokyo")[b % 2] if a % 4 == 1 else "",
        )

    def _relations(self, a: int, b: int) -> tuple[Related, ...]:
        """Up to three of the earlier entries, each in one of the ways."""
        kinds = ("updates", "confirms", "contradicts")
        chosen = dict.fromkeys(self._pick(self.entries(), a + n) for n in range(b % 4)) if self.entries() else {}
        return tuple(Related(to, kinds[(b + n) % 3]) for n, to in enumerate(chosen))

    def _publish(self, a: int, b: int) -> None:
        marks = {"pinned": b % 7 == 0, "key_event": b % 4 == 0}
        publish_entry(by=None, post=self._pick(self.posts(), a % 2), text=self._text(a, b), **marks)

    def _amend(self, a: int, b: int) -> None:
        entry = self._pick(self.entries(), a)
        before = EntryText.of(entry)
        ways = (
            replace(before, headline=f"Amended {b}"),
            replace(before, body=BODIES[b % len(BODIES)]),
            replace(before, display_time=timezone.now() - datetime.timedelta(minutes=b)),
            replace(before, continues=self._pick(self.entries(), b), bylines=()),
            replace(before, continues=None, bylines=(Signature(self.author, "analysis"),)),
            replace(before, relations=tuple(each for each in self._relations(a + 1, b) if each.to != entry)),
            replace(before, headline="", body=f"<p>Other first words {b}.</p>"),
            replace(before, tags=(f"Tag {b}",), event_time=timezone.now(), event_zone="Asia/Kolkata"),
            before,
        )
        note = f"It said {a}." if b % 3 == 2 else ""
        amend_entry(by=None, entry=entry, text=ways[b % len(ways)], revision=entry.revision, note=note)

    def _withdraw(self, a: int, b: int) -> None:
        withdraw_entry(by=None, entry=self._pick(self.entries(), a), reason=f"Reason {b}")

    def _restore(self, a: int, b: int) -> None:
        withdrawn = [entry for entry in self.entries() if entry.is_withdrawn]
        if withdrawn:
            restore_entry(by=None, entry=self._pick(withdrawn, a))

    def _hold(self, a: int, b: int) -> None:
        """What is held is hidden, and what was held may be shown again."""
        entry = self._pick(self.entries(), a)
        if entry.is_held:
            restore_entry(by=None, entry=lift_hold(by=None, entry=entry))
        else:
            hold_entry(by=None, entry=entry, reason=f"Reason {b}")

    def _schedule(self, a: int, b: int) -> None:
        """What no reader sees until its time has come; some never do."""
        marks = {"pinned": b % 7 == 0, "key_event": b % 4 == 0}
        post, soon = self._pick(self.posts(), a % 2), timezone.now() + datetime.timedelta(hours=1)
        entry = schedule_entry(by=None, post=post, text=self._text(a, b), due_at=soon, **marks)
        Entry.objects.filter(pk=entry.pk).update(due_at=timezone.now())
        if b % 5 == 4:
            hold_entry(by=None, entry=entry, reason="Could endanger people")
        elif b % 5 == 3:
            unschedule_entry(by=None, entry=entry)
        publish_due_entry(by=None, entry=entry)

    def _mark(self, a: int, b: int) -> None:
        act: Callable[..., Entry] = (pin_entry, unpin_entry, mark_key_event, unmark_key_event)[b % 4]
        act(by=None, entry=self._pick(self.entries(), a))

    def _move(self, a: int, b: int) -> None:
        move_entry(by=None, entry=self._pick(self.entries(), a), post=self._pick(self.posts(), b))

    def _next_post(self, a: int, b: int) -> None:
        self._open(datetime.date(2015, 10, 15 + a % 15))

    def _turn_post(self, a: int, b: int) -> None:
        post = self._pick(self.posts(), a)
        (close_post if post.is_live else open_post)(by=None, post=post)

    def _amend_post(self, a: int, b: int) -> None:
        post = self._pick(self.posts(), a)
        lead = a_picture(a) if b % 3 else None
        text = replace(PostText.of(post), title=f"Title {b}", standing=BODIES[b % len(BODIES)], lead=lead)
        amend_post(by=None, post=post, text=text, revision=post.revision, slug=f"s-{new_id()}" if b % 3 == 0 else None)

    def _rename(self, a: int, b: int) -> None:
        self.author = Author.objects.get(pk=self.author.pk)
        rename_author(by=None, author=self.author, name=f"Nadia {b}", revision=self.author.revision)

    def _change_column(self, a: int, b: int) -> None:
        column = Column.objects.get(pk=self.column.pk)
        names = ("slug", "title", "description", "state", "time_zone", "language")
        now = {name: getattr(column, name) for name in names}
        changed = (
            {"title": f"Column {b}"},
            {"time_zone": ("UTC", "Europe/Moscow", "Asia/Kolkata")[b % 3]},
            {"slug": f"c-{new_id()}"},
            {"language": ("en", "ar", "ru")[b % 3]},
        )[a % 4]
        self.column = change_column(by=None, column=column, revision=column.revision, **(now | changed))

    def _embed(self, a: int, b: int) -> None:
        """What a job finds, or an editor does to the copy; several entries hold it."""
        embed = self._pick(list(Embed.objects.filter(url__in=EMBEDS).order_by("url")), a)
        now = timezone.now()
        said = Snapshot(title=f"Title {b}", text=f"It says {a}." * (b % 2), author="Lena")
        copy = Copy(match(embed.url), said, "", now)
        acts: tuple[Callable[[], object], ...] = (
            lambda: settle_embed(by=None, embed=embed, copy=copy, again_at=now),
            lambda: see_original(by=None, embed=embed, at=now, again_at=now, is_gone=b % 4 != 1, differs=b % 2 == 0),
            lambda: withdraw_embed(by=None, embed=embed, reason=f"Reason {b}"),
            lambda: restore_embed(by=None, embed=embed),
            lambda: correct_embed(by=None, embed=embed, revision=embed.revision, archive_url="", title=f"Mended {b}"),
            lambda: correct_embed(
                by=None, embed=embed, revision=embed.revision, archive_url="", cover_note="Screams.",
                cover=() if embed.is_covered else ("audio",),
            ),
            lambda: fail_embed(by=None, embed=embed, reason="busy", again_at=now),
            lambda: retry_embed(by=None, embed=embed),
        )
        acts[b % len(acts)]()

    def _picture(self, a: int, b: int) -> None:
        """What a job makes of a picture, or an editor says of it; several entries and posts show it."""
        change_picture(a_picture(a), b)


VERBS = (
    *("publish", "amend", "withdraw") * 3,
    *("hold", "schedule") * 2,
    *("restore", "mark", "move", "embed", "picture") * 2,
    *("next_post", "turn_post", "amend_post", "rename", "change_column"),
)
