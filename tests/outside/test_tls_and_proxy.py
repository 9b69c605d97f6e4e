"""TLS asks for the name, though an address was dialled; and a proxy, if there is one, takes the guard's requests."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from typing import Any

import pytest

from columns.outside import asking
from columns.outside.fetch import fetch
from columns.outside.kinds import Kind
from columns.outside.reasons import Reason
from tests.house.source import ROOT
from tests.outside.attacks import URLS
from tests.outside.test_names import refused
from tests.outside.world import PROXY, World

URL = "https://news.example/"


def test_a_site_that_proves_its_name_is_read(outside_world: World) -> None:
    outside_world.page("https://xn--b1amnebsh.example/", b"news")
    assert fetch("https://новости.example/", Kind.TEXT).text == "news"


def test_a_site_with_the_certificate_of_another_is_not(outside_world: World) -> None:
    outside_world.page(URL, b"news")
    outside_world.impostors["news.example"] = "other.example"
    assert refused(URL) == Reason.TLS
    assert not outside_world.requests


def test_a_site_whose_authority_nobody_knows_is_not(outside_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("columns.outside.names.look_up", outside_world.look_up)
    monkeypatch.setattr("columns.outside.guard.dial", outside_world.dial)
    outside_world.page(URL, b"news")
    assert refused(URL) == Reason.TLS


def test_trust_is_strict() -> None:
    context = asking.trust.__wrapped__()
    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"
    assert context.cert_store_stats()["x509_ca"] > 50


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_is_asked_and_looks_up_the_name(outside_world: World, settings: Any, scheme: str) -> None:
    settings.OUTSIDE_PROXY = "http://desk:se%20cret@proxy.here:3128"
    outside_world.page(f"{scheme}://news.example/a", b"news")
    assert fetch(f"{scheme}://news.example/a", Kind.TEXT).text == "news"
    assert outside_world.looked_up == ["proxy.here"]
    assert outside_world.dialled == [PROXY]
    first, last = outside_world.requests[0], outside_world.requests[-1]
    assert first.headers["proxy-authorization"] == "Basic " + base64.b64encode(b"desk:se cret").decode()
    assert first.target == ("http://news.example/a" if scheme == "http" else "news.example:443")
    assert ("proxy-authorization" in last.headers) == (scheme == "http")


def test_a_proxy_is_not_asked_for_what_nobody_may_be_asked_for(outside_world: World, settings: Any) -> None:
    settings.OUTSIDE_PROXY = "http://proxy.here:3128"
    for url in (url for urls in URLS.values() for url in urls):
        assert refused(url).is_final
    outside_world.redirect(URL, "https://127.0.0.1/")
    assert refused(URL) == Reason.ADDRESS
    assert outside_world.dialled == [PROXY]


def test_behind_a_proxy_a_site_still_proves_its_name(outside_world: World, settings: Any) -> None:
    settings.OUTSIDE_PROXY = "http://proxy.here:3128"
    outside_world.page(URL, b"news")
    outside_world.impostors["news.example"] = "other.example"
    assert refused(URL) == Reason.TLS


def test_a_proxy_that_is_not_there_is_a_reason(outside_world: World, settings: Any) -> None:
    settings.OUTSIDE_PROXY = "http://proxy.here:3128"
    outside_world.dead = {PROXY[0]}
    assert refused(URL) == Reason.UNREACHABLE


@pytest.mark.parametrize("proxy", ["socks5://proxy.here:1080", "https://proxy.here", "proxy.here:3128", "http://"])
def test_a_proxy_of_another_kind_stops_the_start(proxy: str) -> None:
    environment = {**os.environ, "OUTSIDE_PROXY": proxy}
    start = subprocess.run(
        [sys.executable, "-c", "import liveblog.env"], cwd=ROOT, env=environment, capture_output=True, timeout=60
    )
    assert start.returncode
    assert b"OUTSIDE_PROXY" in start.stderr
