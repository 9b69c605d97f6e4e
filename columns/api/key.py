"""The key of a request: the header by which its second arrival is known (the IETF's draft on Idempotency-Key).

It becomes the id of a submission, so that it is recognised where forms are: within the verb's transaction.
"""

from __future__ import annotations

import re
import uuid
from http import HTTPStatus

from django.http import HttpRequest
from django.utils.translation import gettext as _

from columns.models import Token

from .problems import Problem

_KEY = re.compile(r"[\x20-\x7e]{1,255}")


def submit_id_of(request: HttpRequest, token: Token) -> uuid.UUID:
    """The submission that a request is: the same for the same key of the same token. Raises Problem: no key, a bad one.

    The token's hash is in it, so that the keys of two tools never meet, and nobody else can take one beforehand.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if not _KEY.fullmatch(key):
        detail = _("Each request needs a key of its own: 1 to 255 printable ASCII characters. Retry with the same one.")
        raise Problem(HTTPStatus.BAD_REQUEST, detail, "Idempotency-Key")
    return uuid.uuid5(uuid.UUID(hex=token.digest[:32]), key)
