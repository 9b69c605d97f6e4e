"""Real networks of the kernel's, where the machine permits: their cable is pulled, or loses much of what it carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from .conftest import embedded_server
from .links import Link, linked
from .programs import Server
from .scene import Scene

pytestmark = pytest.mark.full

#: SAFETY's own: a fifth is lost, and it takes almost a second.
BAD = "loss 20% delay 800ms"


@pytest.fixture
def link(request: pytest.FixtureRequest) -> Iterator[Link]:
    """A network of its own."""
    with linked(getattr(request, "param", "")) as link:
        yield link


@pytest.fixture
def server(embedded: Server, link: Link) -> Iterator[Server]:
    """A server that listens there."""
    with embedded_server(like=embedded, HOST=link.host, ALLOWED_HOSTS=link.host) as server:
        yield server


@pytest.mark.links
def test_a_cable_that_is_pulled_for_a_while_is_gone_on_with(
    link: Link, server: Server, play: Callable[..., Scene]
) -> None:
    scene = play(server)
    scene.seat(10, silence=8.0, move_in=link.move_in)
    with scene.working(pace=0.05):
        scene.await_all()
        for _ in range(3):
            link.cut()
            scene.hire().ask("work", acts=100, pace=0.05)  # five seconds
            link.mend()
            scene.await_all()
    scene.settle()
    assert not any(reader.journal.resets for reader in scene.readers)


@pytest.mark.links(BAD)
@pytest.mark.parametrize("link", [BAD], indirect=True)
def test_a_bad_cable_is_made_up_for(link: Link, server: Server, play: Callable[..., Scene]) -> None:
    scene = play(server)
    scene.seat(5, move_in=link.move_in)
    with scene.working(pace=0.1):
        for _ in range(5):
            scene.await_all()
    scene.settle()
