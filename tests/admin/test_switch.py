"""The emergency switch: what is on, since when, by whom; the first press asks, the second does it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from columns.admin.switch import PRESSES
from columns.models import AuditRecord, Column, Membership, Post, Site
from columns.publishing.columns import create_column

pytestmark = pytest.mark.django_db
SWITCH = "/admin/switch/"


@pytest.fixture
def chief(bob: User, column: Column, client: Client) -> Client:
    """Bob, as the chief of the column, signed in."""
    Membership.objects.create(user=bob, column=column, role=Membership.Role.CHIEF)
    client.force_login(bob)
    return client


def test_the_first_press_asks_and_the_second_does_it(chief: Client, column: Column) -> None:
    press = {"press": "freeze_column", "column": column.pk}
    asked = chief.get(SWITCH, press).content.decode()
    assert "Yes: Freeze publishing" in asked
    assert not Column.objects.get().is_frozen
    page = chief.post(SWITCH, press, follow=True).content.decode()
    assert Column.objects.get().is_frozen
    assert "Publishing is frozen, since" in page
    assert "by bob" in page
    record = AuditRecord.objects.get(act="freeze_column")
    assert (record.by_name, record.column) == ("bob", column)
    assert record.session


def test_a_hidden_column_is_gone_for_readers_at_once(chief: Client, column: Column) -> None:
    assert chief.get(f"/{column.slug}/").status_code == 200
    page = chief.post(SWITCH, {"press": "hide_column", "column": column.pk}, follow=True).content.decode()
    assert "Hidden from readers, since" in page
    assert "by bob" in page
    assert chief.get(f"/{column.slug}/").status_code == 410


def test_a_chief_switches_the_own_columns_and_a_superuser_the_site(
    chief: Client, column: Column, live_post: Post, alice: User
) -> None:
    other = create_column(by=alice, slug="tahrir", title="Tahrir")
    page = chief.get(SWITCH).content.decode()
    assert "Freeze publishing…" in page
    assert "Tahrir" not in page
    assert "everywhere…" not in page
    for press in ({"press": "freeze_site"}, {"press": "start_lite"}):
        assert chief.post(SWITCH, press).status_code == 403
    of_another = {"press": "hide_column", "column": other.pk}
    assert chief.post(SWITCH, of_another).status_code == chief.get(SWITCH, of_another).status_code == 404
    chief.force_login(alice)
    page = chief.post(SWITCH, {"press": "freeze_site"}, follow=True).content.decode()
    assert "frozen everywhere, since" in page
    page = chief.post(SWITCH, {"press": "start_lite"}, follow=True).content.decode()
    assert "Lite mode, since" in page
    assert Site.current().lite_by == alice
    page = chief.post(SWITCH, {"press": "end_lite"}, follow=True).content.decode()
    assert "Lite mode, since" not in page


def test_the_question_names_no_column_of_others(chief: Client, alice: User) -> None:
    typed = {"description": "", "language": "en", "time_zone": "UTC", "state": Column.State.HIDDEN, "slug": ""}
    other = create_column(by=alice, title="The raid of tomorrow", keeps_evidence=False, **typed)
    answer = chief.get(SWITCH, {"press": "hide_column", "column": other.pk})
    assert (answer.status_code, b"The raid" in answer.content) == (404, False)


def test_what_is_no_press_does_nothing(client: Client, column: Column, alice: User) -> None:
    client.force_login(alice)
    here = str(column.pk)
    for press in (
        {}, {"press": "freeze_column"}, {"press": "freeze_site", "column": here}, {"press": "drop", "column": here},
        {"press": "freeze_column", "column": "9" * 30}, {"press": "freeze_column", "column": str(column.pk + 1)},
    ):  # fmt: skip
        assert client.post(SWITCH, press).status_code == 404
    assert not AuditRecord.objects.filter(act__in=PRESSES).exists()


def test_it_is_reached_from_the_front_page_and_by_the_staff_alone(client: Client, alice: User) -> None:
    assert client.get(SWITCH).status_code == 302
    client.force_login(alice)
    assert f'href="{SWITCH}"' in client.get("/admin/").content.decode()
    assert client.get(SWITCH).status_code == 200
