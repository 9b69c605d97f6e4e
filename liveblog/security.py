"""The walls that every answer stands behind: content security policies and headers.

Sanitising is the first wall (`columns/markup`); these policies are the second. Public pages carry no nonce and
no inline script or style, so that they are the same bytes for everyone; only staff pages have a nonce.
"""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from columns.embeds.registry import frame_hosts

from . import env

_MEDIA = urlsplit(env.MEDIA_URL)
#: Where pictures come from: this site, or the origin of their own that MEDIA_URL names.
PICTURES = [SELF, *([f"{_MEDIA.scheme}://{_MEDIA.netloc}"] if _MEDIA.netloc else [])]

PUBLIC_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": PICTURES,
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        # Only after a click: the players of the providers, and our own page round a file.
        "frame-src": [SELF, *(f"https://{host}" for host in frame_hosts())],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

#: The hash of the one style sheet that the rich text editor (Tiptap) writes into the page by itself. It changes
#: with the editor's version; a browser test fails on the violation when it does.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"

STAFF_DIRECTIVES: dict[str, Any] = {
    **PUBLIC_POLICY["DIRECTIVES"],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE, EDITOR_STYLE],
    "img-src": [*PICTURES, "data:"],
}

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeaders(CSPMiddleware):
    """The policy that fits the address: `/admin/` gets the staff one, all else the public one."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/") and not report_only:
            parts.replace = STAFF_DIRECTIVES
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add what Django's own SecurityMiddleware does not."""
        answer: HttpResponseBase = super().process_response(request, response)
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        answer.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        answer.headers.setdefault("X-Frame-Options", "DENY")
        if request.path_info.startswith("/admin/"):
            answer.headers.setdefault("Cache-Control", "no-store")
        return answer
