"""Every address, asked by everybody, in every method, about a thing of one column: docs/roles.md says what they get."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from columns.models import Column, Token
from columns.publishing.sign_ins import SIGN_IN as OF_SESSION
from columns.publishing.tokens import create_token
from tests.house.written import RANKS, Row, addresses, filled

from .private import SECRET, SOUGHT, Private
from .private import elsewhere as elsewhere
from .private import private as private

SIGN_IN, FORBIDDEN, NOT_FOUND, OPEN, NO_METHOD = "sign in", "forbidden", "not found", "open", "no such method"
#: What a tool sends.
SENT = {
    "POST": '{"headline": "Certainly"}', "PATCH": '{"headline": "Certainly", "revision": 1}',
    "PUT": '{"reason": "Wrong"}',
}
LIST = re.compile(r"admin/columns/\w+/")
BY_STATUS = {401: SIGN_IN, 403: FORBIDDEN, 404: NOT_FOUND, 405: NO_METHOD}


@dataclass
class Person:
    """Somebody in a browser, with a token for tools. `role`: a rank; `is_elsewhere`: in another column."""

    role: str
    is_elsewhere: bool = False
    token: str = ""
    browser: Client = field(default_factory=Client)
    #: Whether the last answer held the words, and whether any did.
    has_heard: bool = False
    heard: bool = False

    def __str__(self) -> str:
        return f"{self.role} elsewhere" if self.is_elsewhere else self.role

    @property
    def is_outside(self) -> bool:
        """Whether the column is none of their business."""
        return self.is_elsewhere or self.role in ("anyone", "staff")

    def asks(self, method: str, path: str) -> str:
        """What they get. Whatever it does is taken back, in the database and in the browser."""
        shown, sent = {}, ("", "")
        if path.startswith("/api/"):
            shown = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": "one"}
            sent = (SENT.get(method, ""), "application/json")
        cookies = SimpleCookie(self.browser.cookies.output(header="", sep=";"))
        with transaction.atomic():
            response: Any = self.browser.generic(method, path, *sent, headers=shown)
            transaction.set_rollback(True)
        self.browser.cookies = cookies
        self.has_heard = SECRET.encode() in response.getvalue()
        self.heard = self.heard or self.has_heard
        where = response.headers.get("Location", "")
        if where.startswith("/admin/login/"):
            return SIGN_IN
        if where == "/admin/" and path.startswith("/admin/columns/"):
            return NOT_FOUND  # Django's own way of saying it
        return BY_STATUS.get(response.status_code, OPEN)

    def at(self, address: str, things: dict[str, object]) -> str:
        """The address, filled in: `<own>` is the session in which they ask."""
        own = self.browser.session.get(OF_SESSION, 1) if "<own>" in address else 1
        return filled(address, {**things, "own": own})

    def hears_at(self, path: str) -> bool:
        """Whether they read the words there."""
        self.asks("GET", path)
        return self.has_heard


@pytest.fixture
def people(private: Private, elsewhere: Column, join: Callable[[User, Column, str], User]) -> list[Person]:
    """Everybody."""
    found = [Person("anyone")]
    own = [(private.column, role) for role in RANKS[1:-1]]
    for column, role in [*own, (elsewhere, "reporter"), (elsewhere, "chief")]:
        if role == "chief" and column == private.column:
            user = private.chief
        else:
            rights = {"is_staff": True, "is_superuser": role == "superuser"}
            user = User.objects.create(username=f"{role} {column.pk}", **rights)
        if role in ("reporter", "editor", "chief"):
            join(user, column, role)
        person = Person(role, column == elsewhere)
        if role != "staff":
            what = {"user": user, "column": column, "name": "Mine", "scopes": Token.Scope.values}
            person.token = create_token(by=None, **what)[1]
        person.browser.force_login(user)
        found.append(person)
    return found


def expected(row: Row, method: str, least: str, person: Person) -> set[str]:
    """What somebody may get at an address that takes the role `least` for a method."""
    has_role = RANKS.index(person.role) >= RANKS.index(least)
    refused = {SIGN_IN} if person.role == "anyone" else {FORBIDDEN, NOT_FOUND}
    if person.role == "anyone" and row.address.endswith(("/card/", "/upload/", "/describe/", "/whole/")):
        refused = {FORBIDDEN}  # scripts ask there, and say so in the page
    if person.role == "staff" and row.address.startswith("api/"):
        refused = {SIGN_IN}  # there is no token to show
    if least == "nobody":
        return {FORBIDDEN, NOT_FOUND, NO_METHOD, SIGN_IN} if person.role == "anyone" else refused | {NO_METHOD}
    if person.is_elsewhere and row.elsewhere:
        by_get, _, by_post = row.elsewhere.partition(" / ")
        return {by_post if method == "POST" and by_post else by_get, *(() if has_role else refused)}
    return {OPEN} if has_role else refused


@pytest.mark.django_db
@pytest.mark.usefixtures("static_files")
@pytest.mark.timeout(300)
def test_everybody_gets_at_every_address_what_is_written_and_hears_no_word_of_another_column(
    people: list[Person], private: Private
) -> None:
    wrong = []
    for row in addresses():
        for method, least in row.least.items():
            for person in people:
                path = person.at(row.address, private.keys(row.address))
                got = person.asks(method, path)
                right = expected(row, method, least, person)
                if got not in right:
                    wrong.append(f"{method} {row.address}: {person} gets {got}, not {right}")
                if person.has_heard and person.is_outside:
                    wrong.append(f"{method} {row.address}: {person} hears the words")
    assert not wrong, "\n".join(wrong)
    assert {str(person) for person in people if not person.is_outside and not person.heard} == set()


#: Ways to ask for more than an address shows, where a thing is known or only its words.
PROBES = (
    *(f"admin/columns/{noun}/?q={SOUGHT}" for noun in ("author", "embed", "entry", "image", "post", "token")),
    f"admin/columns/revision/?q={SOUGHT}",
    *(
        f"admin/autocomplete/?term={SOUGHT}&app_label=columns&model_name={model}&field_name={field}"
        for model, field in (
            ("entry", "post"), ("entry", "continues"), ("relation", "to"), ("byline", "author"), ("post", "lead"),
            ("post", "column"), ("evidence", "image"), ("evidence", "column"), ("revision", "entry"),
        )
    ),
    "admin/autocomplete/?term=&app_label=columns&model_name=entry&field_name=post&column=<column>",
    "admin/columns/entry/?post=<post>", "admin/columns/entry/?column__id__exact=<column>",
    "admin/columns/revision/?entry=<draft>", "admin/columns/post/?column__id__exact=<column>",
    "admin/columns/entry/add/?post=<post>", "admin/columns/entry/add/?continues=<entry>",
    "admin/columns/post/add/?column=<column>", "admin/columns/post/add/?lead=<image>",
    "admin/columns/image/card/?id=<image>", "admin/columns/embed/card/?id=<embed>&column=<column>",
    "admin/columns/image/add/",
)


@pytest.mark.django_db
@pytest.mark.usefixtures("static_files")
def test_whoever_searches_chooses_and_filters_hears_no_word_of_another_column(
    people: list[Person], private: Private
) -> None:
    heard = {}
    for person in people:
        if person.role in ("reporter", "chief"):
            paths = {probe: filled(probe, private.keys(probe)) for probe in PROBES}
            heard[str(person)] = [probe for probe, path in paths.items() if person.hears_at(path)]
    assert {who for who, words in heard.items() if words} == {"reporter", "chief"}
    assert len(heard) == 4


@pytest.mark.django_db
@pytest.mark.usefixtures("static_files")
def test_lists_and_their_filters_and_forms_name_no_column_but_ones_own(people: list[Person], private: Private) -> None:
    chief = next(person for person in people if (person.role, person.is_elsewhere) == ("chief", True))
    for noun in ("change", "column", "entry", "evidence", "image", "post"):
        for page in ("", "add/"):
            answer = chief.browser.get(f"/admin/columns/{noun}/{page}")
            assert private.column.title not in answer.content.decode(), (noun, page)


@pytest.mark.django_db
@pytest.mark.usefixtures("static_files")
def test_when_a_role_ends_nothing_of_the_column_is_left_on_the_front_page(
    people: list[Person], private: Private
) -> None:
    chief = next(person for person in people if (person.role, person.is_elsewhere) == ("chief", False))
    path = filled("admin/columns/entry/<draft>/act/publish/", private.keys(""))
    chief.browser.post(path)
    private.chief.memberships.all().delete()  # type: ignore[attr-defined]
    assert chief.asks("GET", "/admin/") == OPEN
    assert not chief.has_heard


LOOKUPS = (
    "user__password__startswith=p", "by__password__startswith=p", "cover__contains=x", "uploaded_by__password=x",
    "evidence__isnull=0", "evidence__camera__startswith=C", "body__regex=(a%2B)%2B$", "headline__startswith=K",
    "column__slug=tahrir", "memberships__role=chief", "state__in=draft", "column__id__exact=%00", "_to_field=evidence",
    "_to_field=sha256", "_to_field=user", "display_time__year=1000000000000000000000000000000", "at__year=x",
    "nothing__of__the__kind=1",
)


@pytest.mark.django_db
@pytest.mark.parametrize("query", LOOKUPS)
def test_a_look_up_that_is_no_filter_of_the_list_is_refused_everywhere(
    desk: Client, column: Column, query: str
) -> None:
    lists = [row.address for row in addresses() if LIST.fullmatch(row.address)]
    assert len(lists) > 10
    desk.post("/admin/columns/site/add/", {"name": "X", "based_on": 1})
    for address in lists:
        assert desk.get(f"/{address}?{query}").status_code in (400, 302 if "site" in address else 400), address
