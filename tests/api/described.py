"""The description of the tools' addresses, and whether an answer is as it says."""

from __future__ import annotations

import json
from typing import Any

from openapi_core import Config, OpenAPI
from openapi_core.templating.paths.exceptions import OperationNotFound
from openapi_core.testing import MockRequest, MockResponse

from columns.api.openapi import PATH

DESCRIPTION: dict[str, Any] = json.loads(PATH.read_bytes())
_api = OpenAPI.from_dict(
    DESCRIPTION, Config(extra_media_type_deserializers={"application/problem+json": json.loads})
)


def check_described(method: str, address: str, raw: bytes, kind: str, headers: dict[str, str], answer: Any) -> None:
    """Raise unless the description knows this answer, and says the request is right wherever it was carried out."""
    asked = MockRequest("http://testserver", method.lower(), address, headers=headers, data=raw, content_type=kind)
    answered = MockResponse(
        answer.content, answer.status_code, dict(answer.headers), answer.headers["Content-Type"].partition(";")[0]
    )
    try:
        _api.validate_response(asked, answered)
    except OperationNotFound:
        assert answer.status_code == 405
        return
    if answer.status_code < 300:
        _api.validate_request(asked)
