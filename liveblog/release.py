"""Which release this is: a short hash of everything that decides how a page looks.

It is part of every ETag and cache key, so that a new release never answers with an old one's bytes, and it
is the same in every process of one release, whatever the machine.
"""

import hashlib

from liveblog.env import BASE_DIR


def _hash_of_sources() -> str:
    digest = hashlib.sha256()
    for folder in ("columns", "liveblog", "static", "templates"):
        for path in sorted((BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".css", ".js", ".xml", ".svg", ".mo"}:
                digest.update(str(path.relative_to(BASE_DIR)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


RELEASE = _hash_of_sources()
