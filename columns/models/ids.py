"""Public ids: random, so that they tell nothing of how many there are or which came first. And salts."""

import base64
import secrets


def new_id() -> str:
    """A new id: 12 characters of base32 (60 random bits), lower case, safe in a URL and as an HTML id."""
    return base64.b32encode(secrets.token_bytes(8)).decode().lower()[:12]


def new_salt() -> str:
    """A new salt: 128 random bits in hexadecimal. A digest made with it tells nothing of a text that is guessed at."""
    return secrets.token_hex(16)
