"""Pictures from outside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User

from columns.models import Entry, Image, Post
from columns.publishing import images
from tests.images.drawn import drawn, filed
from tests.live_server import PATIENCE, LiveServer
from tests.pictured import TAKEN, taken

from .conftest import Tool

pytestmark = pytest.mark.django_db
Refused = Callable[..., dict[str, Any]]


@pytest.fixture
def brought(tool: Tool) -> dict[str, Any]:
    """What a tool is told of a picture that it has brought in."""
    with patch.object(images, "taken", lambda body: TAKEN):
        answer = tool.ask("POST", "/api/v1/pictures", b"a file", Content_Type="image/jpeg")
    assert answer.status_code == 201
    told: dict[str, Any] = answer.json()
    return told


def test_a_picture_is_brought_in_described_and_published(tool: Tool, brought: dict[str, Any], refused: Refused) -> None:
    entry = {"body": f"<p>The bridge.</p>{brought['block']}"}
    refused(tool.send(entry), 422, "body")
    words = {"revision": brought["revision"], "alt": "People walk over a bridge.", "credit": "Lena Haddad"}
    told = tool.ask("PATCH", f"/api/v1/pictures/{brought['id']}", words).json()
    assert (told["alt"], told["revision"]) == ("People walk over a bridge.", brought["revision"] + 1)
    assert tool.send(entry).status_code == 201
    assert [image.pk for image in Entry.objects.get().images.all()] == [brought["id"]]


def test_words_for_a_picture_that_readers_see_take_a_token_that_amends(
    tool: Tool, brought: dict[str, Any], new_secret: Callable[..., str], live_post: Post, refused: Refused
) -> None:
    address, words = f"/api/v1/pictures/{brought['id']}", {"alt": "A bridge.", "credit": "Lena Haddad"}
    brings = Tool(live_post, new_secret("upload"))
    described = brings.ask("PATCH", address, words | {"revision": brought["revision"]}).json()
    assert tool.send({"body": brought["block"]}).status_code == 201
    other = {"revision": described["revision"], "caption": "The northern bridge"}
    refused(brings.ask("PATCH", address, other), 403)
    assert Image.objects.get().caption == ""
    amends = Tool(live_post, new_secret("upload", "amend"))
    assert amends.ask("PATCH", address, other).json()["caption"] == "The northern bridge"


def test_the_same_file_is_the_same_picture(tool: Tool, brought: dict[str, Any]) -> None:
    again = tool.ask("POST", "/api/v1/pictures", b"a file", Content_Type="image/jpeg")
    assert again.json()["id"] == brought["id"]
    assert Image.objects.count() == 1


def test_words_for_a_picture_that_has_been_described_since_are_a_conflict(
    tool: Tool, brought: dict[str, Any], refused: Refused
) -> None:
    address = f"/api/v1/pictures/{brought['id']}"
    tool.ask("PATCH", address, {"revision": 1, "alt": "One"})
    assert refused(tool.ask("PATCH", address, {"revision": 1, "alt": "Two"}), 409, "revision")["revision"] == 2


def test_what_is_no_picture_is_refused_in_words(tool: Tool, refused: Refused) -> None:
    refused(tool.ask("POST", "/api/v1/pictures", b"{}"), 415)
    refused(tool.ask("POST", "/api/v1/pictures", b"<svg/>", Content_Type="image/svg+xml"), 422, "file")


def test_a_picture_of_somebody_else_is_not_there(tool: Tool, alice: User, refused: Refused) -> None:
    theirs = taken(alice)
    refused(tool.ask("GET", f"/api/v1/pictures/{theirs.pk}"), 404)
    refused(tool.ask("PATCH", f"/api/v1/pictures/{theirs.pk}", {"revision": 1, "alt": "X"}), 404)


@pytest.mark.django_db(transaction=True)
def test_a_file_from_a_tool_passes_the_gate_and_a_strangers_is_not_read(live: LiveServer, secret: str) -> None:
    def sent(**headers: str) -> int:
        connection = HTTPConnection("127.0.0.1", live.port, timeout=PATIENCE)
        with closing(connection):
            connection.request(
                "POST", "/api/v1/pictures", filed(drawn(), "JPEG"), {"Content-Type": "image/jpeg", **headers}
            )
            return connection.getresponse().status

    assert sent(Authorization=f"Bearer {secret}") == 201
    assert sent() == sent(Authorization="Bearer wrong") == 401
