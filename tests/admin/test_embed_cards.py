"""What the editor asks about the embeds of a text: taken, retried, told of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from columns.models import Column, Embed
from columns.outside.reasons import Reason
from columns.publishing.copies import withdraw_embed
from columns.publishing.embeds import take_embed

from .embedded import ARTICLE, POST, VIDEO, fail, settle

CARDS = "/admin/columns/embed/card/"
Join = Callable[[User, Column, str], User]


def taken(desk: Client, *urls: str, **more: str) -> list[dict[str, Any]]:
    answer = desk.post(CARDS, {"url": list(urls), **more})
    assert answer.status_code == 200
    return answer.json()["cards"]  # type: ignore[no-any-return]


def asked(desk: Client, *ids: str, **more: Any) -> list[dict[str, Any]]:
    answer = desk.get(CARDS, {"id": list(ids), **more})
    assert answer.status_code == 200
    return answer.json()["cards"]  # type: ignore[no-any-return]


@pytest.mark.django_db
def test_a_new_address_is_taken_and_pending(desk: Client) -> None:
    pasted = "https://twitter.com/alice/status/651612345678901234?s=20"
    (card,) = taken(desk, pasted)
    assert (card["asked"], card["id"], card["url"]) == (pasted, Embed.objects.get().pk, POST)
    assert (card["state"], card["html"], card["reason_text"]) == ("pending", "", "")


@pytest.mark.django_db
def test_one_question_is_about_many_embeds(desk: Client, alice: User) -> None:
    ids = [card["id"] for card in taken(desk, POST, ARTICLE, VIDEO)]
    settle(ARTICLE)
    fail(VIDEO)
    cards = {card["id"]: card for card in asked(desk, *ids, "no-such", "\0")}
    assert [cards[each]["state"] for each in ids] == ["pending", "settled", "failed"]
    assert "Ceasefire agreed" in cards[ids[1]]["html"]
    assert cards[ids[1]]["edit_url"] == f"/admin/columns/embed/{ids[1]}/change/"
    assert cards[ids[2]]["reason_text"] == Reason.TOO_SLOW.label
    assert not cards[ids[2]]["will_retry"]
    Embed.objects.filter(pk=ids[2]).update(next_try_at=timezone.now())
    assert asked(desk, ids[2])[0]["will_retry"]


@pytest.mark.django_db
def test_a_failed_embed_is_asked_for_again(desk: Client) -> None:
    taken(desk, ARTICLE)
    fail(ARTICLE)
    assert taken(desk, ARTICLE)[0]["state"] == "failed"
    assert taken(desk, ARTICLE, retry="1")[0]["state"] == "pending"
    assert Embed.objects.get().next_try_at is not None


@pytest.mark.django_db
def test_a_copy_is_shown_while_a_newer_one_is_fetched(desk: Client) -> None:
    taken(desk, ARTICLE)
    settle(ARTICLE)
    (card,) = taken(desk, ARTICLE, retry="1")
    assert card["state"] == "pending"
    assert "Ceasefire agreed" in card["html"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "mailto:a@example.org", "https://a:b@example.org/", "/relative", ""),
        *("https://exam\0ple.org/", f"https://example.org/{'x' * 10_000}"),
    ],
)
def test_what_no_card_can_be_made_of_is_refused_beside_what_can(desk: Client, url: str) -> None:
    unfit, fit = taken(desk, url, ARTICLE)
    assert unfit["state"] == "refused"
    assert unfit["reason_text"]
    assert fit["state"] == "pending"


@pytest.mark.django_db
def test_a_withdrawn_embed_is_not_asked_for_again(desk: Client, alice: User) -> None:
    taken(desk, ARTICLE)
    withdraw_embed(by=alice, embed=Embed.objects.get(), reason="A hoax")
    (card,) = taken(desk, ARTICLE)
    assert card["state"] == "withdrawn"
    assert "A hoax" in card["html"]
    assert taken(desk, ARTICLE, retry="1")[0]["state"] == "refused"


@pytest.mark.django_db
def test_as_many_as_an_entry_holds_are_taken_at_once(desk: Client) -> None:
    assert len(taken(desk, *(f"https://example.org/{number}" for number in range(70)))) == 60


@pytest.mark.django_db
def test_a_card_speaks_the_language_of_its_column_and_its_failure_that_of_the_editor(
    desk: Client, column: Column, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.utils import translation

    monkeypatch.setattr("columns.admin.embed_cards.card", lambda embed: translation.get_language())
    Column.objects.update(language="ar")
    taken(desk, ARTICLE)
    failed = fail(ARTICLE)
    (card,) = asked(desk, failed.pk, column=column.pk)
    assert (card["html"], card["reason_text"]) == ("ar", Reason.TOO_SLOW.label)
    assert asked(desk, failed.pk, column="x")[0]["html"] == "en"


@pytest.mark.django_db
def test_only_those_who_may_write_are_told_and_all_others_hear_why_not(
    client: Client, alice: User, bob: User, charlie: User
) -> None:
    for user in (None, charlie, bob):
        client.logout()
        if user:
            client.force_login(user)
        for answer in (client.post(CARDS, {"url": ARTICLE}), client.get(CARDS)):
            assert answer.status_code == 403
            assert answer.json()["message"]
    assert not Embed.objects.exists()


@pytest.mark.django_db
def test_a_reporter_has_no_way_to_the_copy(client: Client, bob: User, column: Column, join: Join) -> None:
    client.force_login(join(bob, column, "reporter"))
    assert taken(client, ARTICLE)[0]["edit_url"] == ""


@pytest.mark.django_db
def test_a_reporter_is_told_no_word_of_a_withdrawn_copy(
    client: Client, alice: User, bob: User, column: Column, join: Join
) -> None:
    take_embed(by=alice, url=ARTICLE)
    withdraw_embed(by=alice, embed=settle(ARTICLE), reason="Wrong")
    client.force_login(join(bob, column, "reporter"))
    assert asked(client, Embed.objects.get().pk) == []
    taken(client, ARTICLE)
    (card,) = asked(client, Embed.objects.get().pk)
    assert card["state"] == "withdrawn"
    assert "Ceasefire agreed" not in str(card)


@pytest.mark.django_db
def test_nothing_is_taken_without_the_forms_token(alice: User, static_files: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(CARDS, {"url": ARTICLE}).status_code == 403
    assert client.put(CARDS).status_code in (403, 405)
    assert not Embed.objects.exists()


@pytest.mark.django_db
def test_a_question_costs_as_much_for_sixty_as_for_one(
    desk: Client, alice: User, django_assert_max_num_queries: Any
) -> None:
    ids = [take_embed(by=alice, url=f"https://example.org/{number}").pk for number in range(60)]
    with django_assert_max_num_queries(5):
        assert len(asked(desk, *ids)) == 60
