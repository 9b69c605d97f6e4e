"""Every value the platform takes from its environment, read here and nowhere else.

A file `.env` beside `manage.py` is read first; real environment variables win over it. A value of the wrong
kind stops the start with the variable's name. `.env.example` documents each one (a test compares the two).
"""

import os
import re
import secrets
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

_env = environ.Env()
_env.smart_cast = False
if (BASE_DIR / ".env").exists():
    _env.read_env(BASE_DIR / ".env")

#: Where the embedded database, the collected static files, the pictures and the secret key live.
DATA_DIR = Path(_env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

#: The address and port that `manage.py serve` listens on.
HOST: str = _env.str("HOST", default="127.0.0.1")
PORT: int = _env.int("PORT", default=8000)

#: Processes that serve. More than one needs PostgreSQL, and Redis for the bell between them.
WORKERS: int = _env.int("WORKERS", default=1)
#: Open live connections that one process holds at most; who finds it full is asked to come back later.
READERS: int = _env.int("READERS", default=20_000)
#: And those from one address (one network, for IPv6); 0: as many as there are. A mobile carrier puts thousands of
#: readers behind one.
READERS_PER_ADDRESS: int = _env.int("READERS_PER_ADDRESS", default=2_000)
#: Whether this is the demonstration: an empty site is filled with it, and the staff signs in without a second factor.
#: `make run` sets it where nobody has written a `.env`, and nothing else does: what was forgotten never opens a door.
DEMO: bool = _env.bool("DEMO", default=False)

#: The public address, used where a full one is needed: feeds, canonical links, social tags.
SITE_URL: str = _env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
#: Where pictures are served: on this site, or under an origin of their own that leads to the same place.
MEDIA_URL: str = _env.str("MEDIA_URL", default="/media/").rstrip("/") + "/"
#: The authority in feed ids (RFC 4151). Choose it once: ids never change.
SITE_AUTHORITY: str = _env.str("SITE_AUTHORITY", default="liveblog.invalid")
ALLOWED_HOSTS: list[str] = _env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", HOST])

DATABASE_URL: str = _env.str("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'liveblog.sqlite3'}")
#: Empty: one process, the layer in memory.
REDIS_URL: str = _env.str("REDIS_URL", default="")

#: Whether the site runs behind a proxy that ends TLS; turns on secure cookies and HSTS.
HTTPS: bool = _env.bool("HTTPS", default=False)
if DEMO and HTTPS:
    raise environ.ImproperlyConfigured("DEMO=1 signs people in without a second factor: not where HTTPS=1")
DEBUG: bool = _env.bool("DEBUG", default=False)
#: The language of the admin; a column's pages use the column's own.
ADMIN_LANGUAGE: str = _env.str("ADMIN_LANGUAGE", default="en")

#: How invitations and reset passwords are mailed: smtp://user:password@host:25, smtp+tls://…:587, smtp+ssl://…:465.
EMAIL_URL: str = _env.str("EMAIL_URL", default="consolemail://")
#: From whom.
EMAIL_FROM: str = _env.str("EMAIL_FROM", default="liveblog@localhost")

#: Whether other sites are asked at all: for what an editor embeds.
OUTSIDE: bool = _env.bool("OUTSIDE", default=True)
#: The proxy through which they are asked; empty: none.
OUTSIDE_PROXY: str = _env.str("OUTSIDE_PROXY", default="")
if OUTSIDE_PROXY and not re.match(r"http://[^/]", OUTSIDE_PROXY):
    raise environ.ImproperlyConfigured("OUTSIDE_PROXY has to be like http://host:3128")


def secret_key() -> str:
    """The signing key: from SECRET_KEY, else one made at the first start and kept in DATA_DIR."""
    if given := _env.str("SECRET_KEY", default=""):
        return str(given)
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        # Written elsewhere first: a start that is broken off leaves no empty key behind.
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        fresh.replace(kept)
    return kept.read_text()


def mail() -> dict[str, object]:
    """Django's settings for EMAIL_URL."""
    return dict(_env.email_url_config(EMAIL_URL))


def database() -> dict[str, object]:
    """Django's DATABASES entry for DATABASE_URL."""
    return dict(_env.db_url_config(DATABASE_URL))
