"""The loop: a few threads that take what is due, one thing at a time each, until they are told to stop.

Entries that fall due have a thread to themselves (`due.py`), and so has tidying up (`forgotten.py`).
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from contextlib import suppress
from urllib.parse import urljoin

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone

from columns.models import Embed, Image, SocialCard
from columns.publishing.claiming import (
    CALL,
    claim_card,
    claim_embed,
    claim_image,
    put_off_card,
    put_off_embed,
    put_off_image,
)

from .cards import work_on_card
from .due import look_out
from .embeds import work_on_embed
from .forgotten import tidy_up
from .images import work_on_image

logger = logging.getLogger(__name__)

Due = Embed | Image | SocialCard

#: So many sites may hang before another embed has to wait for one of them.
THREADS = 4
#: So many threads wait for one site at a time; the others are for everybody else.
AT_ONE_SITE = 2
#: Seconds between two looks for what is due, when nobody calls.
PAUSE = 1.0
#: Seconds that a stop waits for what is under way.
LAST_WORK = 3.0


class Loop:
    """Threads that take turns: one of them looks out for work, and when it has found some, the next looks out.

    So an idle loop asks the database once a second, however many threads it has (and its thread for entries once). No
    thread holds a connection while it waits for another site.
    """

    def __init__(self, threads: int = THREADS) -> None:
        self._is_over = threading.Event()
        self._looking_out = threading.Lock()
        self._at_work: dict[threading.Thread, Due] = {}
        self._is_in_trouble = False
        # They die with the process: what they were at is claimed by another when its time comes.
        self._threads = [threading.Thread(target=self._run, name=f"job {n}", daemon=True) for n in range(threads)]
        for name, target in (("due", look_out), ("tidy", tidy_up)):
            thread = threading.Thread(target=target, args=[self._is_over], name=f"job {name}", daemon=True)
            self._threads.append(thread)

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take nothing more; wait a little for what is under way, and give back what does not end."""
        self._is_over.set()
        CALL.set()
        for thread in self._threads:
            thread.join(LAST_WORK / len(self._threads))
        for due in list(self._at_work.values()):
            with suppress(OperationalError, InterfaceError):  # then its claim runs out
                _give_back(due)

    @property
    def is_alive(self) -> bool:
        """Whether any of its threads goes on."""
        return any(thread.is_alive() for thread in self._threads)

    def _run(self) -> None:
        while not self._is_over.is_set():
            try:
                self._take_one()
            except Exception as error:  # noqa: BLE001 - the database is away, most likely: it will be back
                self._say_once(error)
                self._is_over.wait(PAUSE)
            finally:
                connections.close_all()

    def _take_one(self) -> None:
        """Look out until there is something to do, then do it."""
        thread = threading.current_thread()
        with self._looking_out:
            due = self._next()
            if due is None:
                return
            self._at_work[thread] = due
        connections.close_all()
        try:
            _work_on(due)
        finally:
            del self._at_work[thread]
            CALL.set()  # another of that site or that kind may have waited for this

    def _next(self) -> Due | None:
        while not self._is_over.is_set():
            CALL.clear()
            due = self._claim()
            self._is_in_trouble = False
            if due is not None:
                return due
            connections.close_all()
            CALL.wait(PAUSE)
        return None

    def _claim(self) -> Due | None:
        """What takes processors rather than time: one of a kind at a time, and before all else. Then an embed."""
        kinds = {type(due) for due in list(self._at_work.values())}
        return (
            (None if SocialCard in kinds else claim_card(by=None))
            or (None if Image in kinds else claim_image(by=None))
            or claim_embed(by=None, but_at=self._busy_sites())
        )

    def _busy_sites(self) -> list[str]:
        embeds = [due for due in list(self._at_work.values()) if isinstance(due, Embed)]
        asked = Counter(urljoin(embed.url, "/") for embed in embeds)
        return [site for site, threads in asked.items() if threads >= AT_ONE_SITE]

    def _say_once(self, error: Exception) -> None:
        """One line is enough until something can be claimed again."""
        if not self._is_in_trouble:
            self._is_in_trouble = True
            logger.warning("the jobs cannot go on yet: %s", type(error).__name__)


def _work_on(due: Due) -> None:
    match due:
        case SocialCard():
            work_on_card(due)
        case Image():
            work_on_image(due)
        case Embed():
            work_on_embed(due)


def _give_back(due: Due) -> None:
    now = timezone.now()
    match due:
        case SocialCard():
            put_off_card(by=None, card=due, again_at=now)
        case Image():
            put_off_image(by=None, image=due, again_at=now, was_tried=False)
        case Embed():
            put_off_embed(by=None, embed=due, again_at=now, is_soon=True)
