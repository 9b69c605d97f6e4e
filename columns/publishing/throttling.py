"""Throttling: how often a password or a code may be guessed, so that nobody guesses and nobody is locked out by it.

An attempt is noted as failed before it is looked at, and struck out when it succeeds: a thousand at once are counted.
A browser that has signed in to an account before counts by itself, whatever others do at its address or to the account.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.core import signing
from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import ngettext

from columns.models import SignInFailure

from .errors import Refused

#: Failures of one account from one address (or known browser) that cost nothing; each further one doubles the wait.
FOR_NOTHING = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
#: Failures within an hour from one address, whatever the account; and of one account, wherever from.
FROM_ADDRESS, OF_ACCOUNT = 30, 20
HOUR, KEPT = timedelta(hours=1), timedelta(days=1)
#: What can be guessed, or asked for too often.
PASSWORD, CODE, LETTER = "password", "code", "letter"
#: The cookie of a browser that has signed in, and how long it is known.
KNOWN_BROWSER = "known-browser"
KNOWN_FOR = timedelta(days=180)
#: So many accounts a browser is known to, at most.
ACCOUNTS = 5


class TooMany(Refused):
    """Too many attempts failed: the next one is not looked at before `wait` seconds are over."""

    def __init__(self, wait: int) -> None:
        minutes = max(1, -(-wait // 60))
        super().__init__(
            ngettext(
                "Too many attempts. Wait %(minutes)d minute and try again.",
                "Too many attempts. Wait %(minutes)d minutes and try again.",
                minutes,
            )
            % {"minutes": minutes}
        )
        self.wait = wait


@dataclass(frozen=True)
class Origin:
    """Where an attempt comes from: its address, and the cookie by which a browser may be known."""

    address: str
    cookie: str = ""

    @classmethod
    def of(cls, meta: Mapping[str, Any], cookies: Mapping[str, str]) -> Origin:
        """Of a request's META and COOKIES. Behind a proxy the server has put the client's address there."""
        return cls(str(meta.get("REMOTE_ADDR") or ""), cookies.get(KNOWN_BROWSER, ""))


def begin_attempt(account: str, origin: Origin, what: str = PASSWORD) -> SignInFailure:
    """Note an attempt, which `forgive` strikes out if it succeeds. Raises TooMany, and then it must not be looked at.

    Known and unknown accounts are the same here: nothing is looked up but failures. Those of passwords, codes (`what`)
    and so on are counted apart: a stranger may type any name for an account, and whoever has a password any code.
    """
    name = _name(account)
    browser, accounts = _read(origin.cookie)
    is_known = _keyed(name) in accounts
    SignInFailure.objects.filter(at__lt=timezone.now() - KEPT).delete()
    whence = f"browser {browser}" if is_known else _network(origin.address)
    mine = SignInFailure.objects.create(account=_keyed(f"{what}\0{name}"), address=_keyed(whence))
    if wait := _wait(mine, is_known):
        mine.delete()
        raise TooMany(wait)
    return mine


def forgive(attempt: SignInFailure) -> None:
    """It succeeded: forget it, and what failed before it of the same account from the same place."""
    SignInFailure.objects.filter(account=attempt.account, address=attempt.address).delete()


def remember(account: str, origin: Origin) -> str:
    """The cookie of a browser that has just signed in to `account`. It tells nobody to which, and follows no reader."""
    browser, accounts = _read(origin.cookie)
    kept = [_keyed(_name(account)), *(each for each in accounts if each != _keyed(_name(account)))][:ACCOUNTS]
    return signing.dumps([browser or get_random_string(16), kept], salt=KNOWN_BROWSER, compress=True)


def _wait(mine: SignInFailure, is_known: bool) -> int:
    """Seconds until the attempt `mine` could be made."""
    others = SignInFailure.objects.exclude(pk=mine.pk)
    pair = others.filter(account=mine.account, address=mine.address).aggregate(failed=Count("pk"), last=Max("at"))
    until = [mine.at]
    if pair["failed"] >= FOR_NOTHING:
        until.append(pair["last"] + min(FIRST_WAIT * 2 ** min(pair["failed"] - FOR_NOTHING, 10), LONGEST_WAIT))
    until.append(_full(others.filter(address=mine.address), FROM_ADDRESS, mine.at))
    if not is_known:
        until.append(_full(others.filter(account=mine.account), OF_ACCOUNT, mine.at))
    return -int(-(max(until) - mine.at).total_seconds() // 1)


def _full(failures: QuerySet[SignInFailure], most: int, now: datetime) -> datetime:
    """When there are fewer than `most` within an hour."""
    last = failures.filter(at__gt=now - HOUR).order_by("-at").values_list("at", flat=True)[most - 1 : most]
    return max((at + HOUR for at in last), default=now)


def _read(cookie: str) -> tuple[str, list[str]]:
    """The browser of a cookie of ours, and the accounts it is known to."""
    try:
        browser, accounts = signing.loads(cookie, salt=KNOWN_BROWSER, max_age=KNOWN_FOR) if cookie else ("", [])
    except (signing.BadSignature, ValueError):
        return "", []
    return browser, accounts


def _name(account: str) -> str:
    return unicodedata.normalize("NFKC", account[:254]).strip().casefold()


def _network(address: str) -> str:
    """Whom an address counts as: the whole network of a subscriber where that is IPv6."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or ip_network((ip, 64), strict=False))
    return str(ip)


def _keyed(value: str) -> str:
    return salted_hmac("columns.sign_in", value, algorithm="sha256").hexdigest()
