"""Who may import whom."""

from __future__ import annotations

import ast

from tests.house.source import imports, nodes, python_files, says

STOREYS = [
    {"markup"},
    {"models"},
    {"changes", "outside", "images", "places", "audit", "search"},
    {"embeds"},
    {"verification"},
    {"publishing", "reading"},
    {"editing"},
    {"desk", "admin", "accounts", "jobs", "management", "templatetags", "pages", "feeds", "api", "live", "exports"},
]
STOREY = {room: number for number, rooms in enumerate(STOREYS) for room in rooms}
#: What only one place may import, and that place.
KEPT = {
    "bleach": "columns/markup/sanitise.py", "idna": "columns/markup/hosts.py", "PIL": "columns/images/",
    "environ": "liveblog/env.py",
}  # fmt: skip
#: What opens connections, which only the room with the guard may do: libraries, and calls that need none of them.
OUT = {
    *("socket", "ssl", "socketserver", "urllib.request", "http.client", "xmlrpc", "ftplib", "smtplib", "poplib"),
    *("imaplib", "httpcore", "httpx", "h11", "requests", "urllib3", "aiohttp", "websockets", "dns", "certifi"),
}
#: What of these libraries only knows about bytes.
NO_CONNECTION = {
    "websockets.frames", "websockets.protocol", "socket.inet_pton", "socket.AF_INET", "socket.AF_INET6",
    "socket.IPPROTO_TCP", "socket.TCP_USER_TIMEOUT",
}  # fmt: skip
TO_CONNECT = {"open_connection", "create_connection", "getaddrinfo", "sock_connect", "open_unix_connection", "urlopen"}
#: What some rooms know nothing of.
UNKNOWN = dict.fromkeys(["models", "markup", "publishing"], ("channels", "django.http"))


def test_every_room_is_on_the_plan() -> None:
    rooms = {path.parts[1] for path in python_files("columns") if len(path.parts) > 2}
    assert rooms <= set(STOREY)


def test_imports_point_down_the_storeys_and_never_sideways() -> None:
    wrong = []
    for path in python_files("columns"):
        room = path.parts[1]
        for name in imports(path):
            other = name.split(".")[1] if name.startswith("columns.") else room
            if room in STOREY and other != room and STOREY.get(other, len(STOREYS)) >= STOREY[room]:
                wrong.append(f"{path} imports {name}")
    assert not wrong


def test_a_library_that_has_one_place_is_imported_there_only() -> None:
    wrong = [
        f"{path} imports {name}"
        for path in python_files("columns", "liveblog")
        for name in imports(path)
        if (place := KEPT.get(name.split(".")[0])) and not str(path).startswith(place)
    ]
    assert not wrong


def test_only_one_room_opens_connections_to_the_outside() -> None:
    files = [path for path in python_files("columns", "liveblog") if path.parts[:2] != ("columns", "outside")]
    wrong = [
        f"{path} imports {name}"
        for path in files
        for name in imports(path)
        if f"{name}.".startswith(tuple(f"{library}." for library in OUT))
        and not f"{name}.".startswith(tuple(f"{harmless}." for harmless in NO_CONNECTION))
    ]
    wrong += [
        says(path, node)
        for path in files
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in TO_CONNECT
    ]
    assert not wrong


def test_nouns_markup_and_verbs_know_nothing_of_sockets_and_requests() -> None:
    wrong = [
        f"{path} imports {name}"
        for path in python_files("columns")
        for name in imports(path)
        if f"{name}.".startswith(tuple(f"{each}." for each in UNKNOWN.get(path.parts[1], ())))
    ]
    assert not wrong


def test_the_environment_is_read_in_one_file_only() -> None:
    names = {"os.environ", "os.getenv"}
    readers = {
        str(path)
        for path in python_files("columns", "liveblog")
        if names & {*imports(path), *(ast.unparse(node) for node in nodes(path) if isinstance(node, ast.Attribute))}
    }
    # The other one only tells Django which settings are meant.
    assert readers <= {"liveblog/env.py", "liveblog/asgi.py"}
