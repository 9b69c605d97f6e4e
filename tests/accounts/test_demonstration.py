"""The demonstration: the only place without a second factor, and nowhere by accident."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from tests.accounts.conftest import sign_in
from tests.house.source import ROOT


def started(**variables: str) -> subprocess.CompletedProcess[str]:
    """The environment, read by a process in which nobody has set DEMO."""
    env = {name: value for name, value in os.environ.items() if name != "DEMO"} | variables
    told = "from liveblog import env; print(env.DEMO)"
    return subprocess.run([sys.executable, "-c", told], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(("variables", "is_demo"), [({}, "False"), ({"DEMO": "1"}, "True")])
def test_what_was_forgotten_opens_no_door(variables: dict[str, str], is_demo: str) -> None:
    assert started(**variables).stdout.strip() == is_demo


def test_a_site_on_the_open_net_does_not_start_as_the_demonstration() -> None:
    refused = started(DEMO="1", HTTPS="1")
    assert refused.returncode != 0
    assert "DEMO=1 signs people in without a second factor" in refused.stderr


@override_settings(DEMO=True)
def test_in_the_demonstration_a_password_is_enough(client: Client, alice: User) -> None:
    assert sign_in(client) == 302
    assert client.get("/admin/").status_code == 200
