"""The description of this room's addresses for machines (OpenAPI 3.1), as it lies beside this file."""

from __future__ import annotations

import functools
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PATH = Path(__file__).with_name("openapi.json")


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/openapi.json`: for anybody."""
    return HttpResponse(_read(), content_type="application/json", headers={"Cache-Control": "public, max-age=3600"})


@functools.cache
def _read() -> bytes:
    return PATH.read_bytes()
