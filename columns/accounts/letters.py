"""Letters: an invitation, and the way to a new password. Each holds a link that works once, for three days."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
#: Letters go out beside the request: how long that takes would tell whether there is somebody to write to.
postman = ThreadPoolExecutor(1, "postman")


def send_invitation(user: User, by: User) -> None:
    """Tell somebody that they have an account, and where to choose its password."""
    postman.submit(
        _post, user, _("You are invited to the live blog"), "invitation", by=by.get_full_name() or by.get_username()
    )


def send_reset(user: User) -> None:
    """Tell somebody where to choose a new password."""
    postman.submit(_post, user, _("A new password for the live blog"), "reset")


def _post(user: User, subject: str, template: str, **context: Any) -> None:
    key = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("password_reset_confirm", args=[key, default_token_generator.make_token(user)])
    context |= {"user": user, "link": settings.SITE_URL + path, "site": settings.SITE_URL}
    message = EmailMessage(subject, render_to_string(f"accounts/mail/{template}.txt", context), to=[user.email])
    try:
        message.send()
    except Exception as error:  # noqa: BLE001 - whatever ails the mail server; the address stays out of the log
        logger.error("a letter could not be sent: %s", type(error).__name__)
