"""Members: a chief leads the own columns and nobody else's, and nobody but a superuser touches one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client, override_settings

from columns.models import AuditRecord, Column, Membership, Token
from columns.publishing.accounts import disable_account, invite_member, reset_second_factor, set_role
from columns.publishing.errors import NotAllowed
from columns.publishing.sign_ins import end_all_sessions, end_sessions_of
from tests.conftest import PASSWORD

Join = Callable[..., User]


@pytest.fixture
def chief(bob: User, join: Join) -> User:
    """Bob leads the column."""
    return join(bob, "chief")


@pytest.fixture
def reporter(db: None, join: Join) -> User:
    """Erin reports in it."""
    return join(User.objects.create(username="erin", is_staff=True), "reporter")


@pytest.fixture
def elsewhere(db: None) -> Column:
    """A column that Bob does not lead."""
    return Column.objects.create(slug="elsewhere", title="Elsewhere")


def test_a_chief_invites_and_gives_roles_in_the_own_column(chief: User, reporter: User, column: Column) -> None:
    made = {"username": "dora", "email": "dora@example.org", "name": "Dora"}
    dora = invite_member(by=chief, column=column, role="reporter", **made)
    assert not dora.has_usable_password()
    assert (dora.is_staff, dora.is_superuser) == (True, False)
    set_role(by=chief, user=reporter, column=column, role="chief")
    assert Membership.objects.get(user=reporter, column=column).role == "chief"
    set_role(by=chief, user=reporter, column=column, role="")
    assert not Membership.objects.filter(user=reporter).exists()
    acts = AuditRecord.objects.filter(column=column, by=chief).order_by("number").values_list("act", flat=True)
    assert list(acts) == ["invite_member", "set_role", "set_role"]


def test_a_chief_does_nothing_in_columns_of_others(chief: User, reporter: User, elsewhere: Column) -> None:
    with pytest.raises(NotAllowed):
        set_role(by=chief, user=reporter, column=elsewhere, role="reporter")
    with pytest.raises(NotAllowed):
        invite_member(by=chief, username="d", email="d@example.org", name="", column=elsewhere, role="reporter")


def test_a_chief_shuts_out_who_works_for_them_alone(
    chief: User, reporter: User, column: Column, elsewhere: Column, join: Join
) -> None:
    token = Token.objects.create(user=reporter, name="tool", digest="d" * 64)
    disable_account(by=chief, user=reporter)
    assert not User.objects.get(pk=reporter.pk).is_active
    assert not Token.objects.valid().filter(pk=token.pk).exists()
    other = join(join(User.objects.create(username="frank", is_staff=True), "reporter"), "reporter", elsewhere)
    nowhere = User.objects.create(username="grace", is_staff=True)
    for person in (other, nowhere):
        for verb in (disable_account, end_sessions_of):
            with pytest.raises(NotAllowed):
                verb(by=chief, user=person)
    set_role(by=chief, user=other, column=column, role="editor")
    assert Membership.objects.get(user=other, column=elsewhere).role == "reporter"


def test_a_chief_never_touches_a_superuser_nor_the_own_role(
    chief: User, alice: User, column: Column, join: Join
) -> None:
    join(alice, "reporter")
    for verb in (disable_account, end_sessions_of, reset_second_factor):
        with pytest.raises(NotAllowed):
            verb(by=chief, user=alice)
    for person in (alice, chief):
        with pytest.raises(NotAllowed):
            set_role(by=chief, user=person, column=column, role="editor")
    with pytest.raises(NotAllowed):
        disable_account(by=chief, user=chief)


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_who_is_no_chief_leads_nobody(bob: User, reporter: User, column: Column, join: Join, role: str) -> None:
    join(bob, role)
    for verb in (disable_account, end_sessions_of, reset_second_factor):
        with pytest.raises(NotAllowed):
            verb(by=bob, user=reporter)
    with pytest.raises(NotAllowed):
        set_role(by=bob, user=reporter, column=column, role="")
    with pytest.raises(NotAllowed):
        end_all_sessions(by=bob)


@override_settings(DEMO=True)
def test_the_pages_hold_to_it(client: Client, chief: User, reporter: User, alice: User, elsewhere: Column) -> None:
    client.force_login(reporter)
    assert client.get("/admin/members/").status_code == 403
    client.force_login(chief)
    page = client.get("/admin/members/").content.decode()
    assert "erin" in page
    assert "Elsewhere" not in page
    client.post(f"/admin/members/{alice.pk}/disable/")
    client.post("/admin/members/end-all-sessions/")
    assert User.objects.get(pk=alice.pk).is_active
    assert client.get("/admin/members/").status_code == 200
    client.post(f"/admin/members/{reporter.pk}/disable/")
    assert not User.objects.get(pk=reporter.pk).is_active


@override_settings(DEMO=True)
def test_a_session_alone_makes_no_members(client: Client, chief: User, reporter: User, column: Column) -> None:
    client.force_login(chief)
    role = {"column": column.pk, "role": "chief"}
    forms = {
        "": {"username": "mallory", "email": "mallory@example.org", **role}, "role/": {"username": "erin", **role},
        f"{reporter.pk}/": role,
    }
    for given in ("", "wrong"):
        for where, form in forms.items():
            client.post(f"/admin/members/{where}", form | {"password": given})
    assert list(Membership.objects.values_list("user", "role")) == [(chief.pk, "chief"), (reporter.pk, "reporter")]
    client.post(f"/admin/members/{reporter.pk}/", role | {"password": PASSWORD})
    assert Membership.objects.get(user=reporter).role == "chief"


def test_djangos_own_pages_of_people_and_devices_are_not_there(inside: Client, alice: User) -> None:
    for page in ("auth/user/", f"auth/user/{alice.pk}/password/", "auth/group/add/", "otp_totp/totpdevice/",
                 "otp_static/staticdevice/"):  # fmt: skip
        assert inside.get(f"/admin/{page}").status_code == 404, page


def test_no_list_is_asked_about_passwords(inside: Client) -> None:
    for noun in admin.site._registry.values():
        for way in ("user__password__startswith", "author__user__password__startswith", "user__email__contains"):
            page = f"/admin/{noun.opts.app_label}/{noun.opts.model_name}/?{way}=p"
            assert inside.get(page).status_code in (302, 400, 403), page
