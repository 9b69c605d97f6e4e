"""The audit log in the admin: for chiefs, of their own columns, and only to be read."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.audit.words import SAID
from columns.models import AuditRecord, Column, Membership
from columns.publishing.columns import create_column
from columns.publishing.permissions import NEEDS, SUPERUSER
from tests.house.test_audited import AUTOSAVES

pytestmark = pytest.mark.django_db
LIST = "/admin/columns/auditrecord/"


def _member(user: User, column: Column, role: str) -> Client:
    Membership.objects.create(user=user, column=column, role=role)
    client = Client()
    client.force_login(user)
    return client


def test_a_chief_reads_of_their_own_column_and_of_no_other(
    column: Column, alice: User, bob: User, client: Client
) -> None:
    other = create_column(by=alice, slug="tahrir", title="Tahrir")
    chief = _member(bob, column, "chief")
    page = chief.get(LIST).content.decode()
    assert "create_column" in page
    assert f"column {column.pk}" in page
    assert f"column {other.pk}" not in page
    theirs = AuditRecord.objects.get(column=other)
    assert chief.get(f"{LIST}{theirs.pk}/change/").status_code in (302, 404)
    client.force_login(alice)
    assert f"column {other.pk}" in client.get(LIST).content.decode()


def test_it_is_told_in_words_and_in_the_zone_of_the_column(column: Column, bob: User) -> None:
    chief = _member(bob, column, "chief")
    record = AuditRecord.objects.get(column=column)
    page = chief.get(LIST).content.decode()
    assert "created a column" in page
    assert f"{record.at.astimezone(column.zone):%Y-%m-%d %H:%M:%S}</time>" in page
    assert "Asia/Damascus" in page
    assert '<label for="searchbar">What' in page


def test_every_act_has_words() -> None:
    kept_by_the_system = {verb for verb, needed in NEEDS.items() if needed == SUPERUSER} - SAID.keys()
    assert not NEEDS.keys() - SAID.keys() - kept_by_the_system - AUTOSAVES


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_nobody_below_a_chief_reads_it(column: Column, bob: User, role: str) -> None:
    assert _member(bob, column, role).get(LIST).status_code == 403


def test_nothing_can_be_done_to_it(column: Column, alice: User, client: Client) -> None:
    client.force_login(alice)
    key = AuditRecord.objects.get(column=column).pk
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{key}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{key}/change/", {"by_name": "nobody"}).status_code == 403
    assert AuditRecord.objects.get(pk=key).by_name == "alice"


@pytest.mark.parametrize("lookup", ["by__password__startswith", "by__email__contains"])
def test_nobody_looks_through_it_at_accounts(column: Column, bob: User, lookup: str) -> None:
    chief = _member(bob, column, "chief")
    assert chief.get(LIST, {lookup: "p"}).status_code == 400
