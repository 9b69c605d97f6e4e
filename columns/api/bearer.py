"""Bearer: who asks, by the token in the Authorization header (RFC 6750) and by nothing else."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest
from django.utils.translation import gettext as _

from columns.audit import session
from columns.models import Token
from columns.publishing.tokens import recognise

from .problems import Problem

_REALM = 'Bearer realm="liveblog"'


def token_of(request: HttpRequest) -> Token:
    """The valid token that was shown: what is done from here on is recorded as done by it.

    Raises Problem: none was shown; or a wrong one, of which it is not said in what way.
    """
    scheme, _space, secret = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise Problem(
            HTTPStatus.UNAUTHORIZED, _("Show a token: “Authorization: Bearer …”."), WWW_Authenticate=_REALM
        )
    if token := recognise(secret.strip()):
        session.enter(token.session)
        return token
    raise Problem(
        HTTPStatus.UNAUTHORIZED, _("This token is not valid."), WWW_Authenticate=f'{_REALM}, error="invalid_token"'
    )
