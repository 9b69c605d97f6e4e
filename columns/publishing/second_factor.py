"""The second factor: a secret in the person's telephone, codes made of it, and recovery codes for when it is lost."""

from __future__ import annotations

import secrets
from base64 import b32encode

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import Exists, QuerySet, Value
from django.db.models.expressions import Combinable
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from columns.audit.record import record

from .errors import NotAllowed, Refused
from .throttling import CODE, Origin, begin_attempt, forgive

#: In the session: the device whose code opened it; and a secret that has been shown, but not proven yet. That one
#: is the session's own: what somebody else with the password was shown never becomes this person's secret.
VERIFIED, PENDING = "verified_by", "pending_secret"
#: Recovery codes of a person, and letters of one: 60 random bits.
CODES, LETTERS = 10, 12
#: What can open a session, by the name that the session keeps of it.
KINDS: dict[str, type[Device]] = {kind.model_label(): kind for kind in (TOTPDevice, StaticDevice)}


def is_verified(session: SessionBase, user: User) -> bool:
    """Whether a session of `user` has been opened by the second factor too; in the demonstration nobody is asked."""
    return settings.DEMO or _devices(session, user).exists()


def verified(session: SessionBase, user: User) -> Combinable:
    """The same as a part of another question."""
    return Value(True) if settings.DEMO else Exists(_devices(session, user))


def _devices(session: SessionBase, user: User) -> QuerySet[Device]:
    """The device whose code has opened a session, if it is still that person's."""
    kind, _slash, number = session.get(VERIFIED, "").rpartition("/")
    found: QuerySet[Device] = KINDS.get(kind, TOTPDevice).objects.filter(user=user, confirmed=True)
    return found.filter(pk=int(number)) if kind in KINDS else found.none()


def has_second_factor(user: User) -> bool:
    """Whether a code can be asked for."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def pending_device(session: SessionBase, user: User) -> TOTPDevice:
    """The secret that this session is shown, as a device that is not stored."""
    if PENDING not in session:
        session[PENDING] = random_hex(20)
    return TOTPDevice(user=user, name="totp", key=session[PENDING])


def set_up_second_factor(*, user: User, code: str, session: SessionBase, origin: Origin) -> list[str]:
    """Make the secret that was shown theirs, proven by a code; it replaces an older one. Returns recovery codes.

    Raises Refused (a wrong code), TooMany, NotAllowed (there is one, and this session was not opened by it).
    """
    if has_second_factor(user) and not is_verified(session, user):
        raise NotAllowed(_("You do not have the permission to do this."))
    attempt = begin_attempt(user.get_username(), origin, CODE)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        device = pending_device(session, user)
        if not device.verify_token(_typed(code)):
            raise _wrong()
        TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
        codes = _new_codes(user)
        record(user, "set_up_second_factor")
    session.pop(PENDING)
    _open(session, device)
    forgive(attempt)
    return codes


def verify_code(*, user: User, code: str, session: SessionBase, origin: Origin) -> None:
    """Open a session by a code of the telephone or a recovery code; each works once.

    Raises Refused (wrong, or used already), TooMany.
    """
    attempt = begin_attempt(user.get_username(), origin, CODE)
    typed = _typed(code)
    kind = TOTPDevice if typed.isdecimal() and len(typed) == 6 else StaticDevice
    shown = typed if kind is TOTPDevice else _hashed(user, typed)
    for device in kind.objects.filter(user=user, confirmed=True):
        if verify_token(user, device.persistent_id, shown):
            break
    else:
        raise _wrong()
    with transaction.atomic():
        record(user, "verify_code", recovery_codes_left=recovery_codes_left(user))
    _open(session, device)
    forgive(attempt)


def renew_recovery_codes(*, user: User) -> list[str]:
    """New recovery codes, shown this once; the old ones are void."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        codes = _new_codes(user)
        record(user, "renew_recovery_codes")
    return codes


def recovery_codes_left(user: User) -> int:
    """How many there are."""
    return int(StaticToken.objects.filter(device__user=user).count())


def drop_second_factor(user: User) -> None:
    """Forget it, as a part of another verb: at the next sign-in they set one up again."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _open(session: SessionBase, device: Device) -> None:
    session[VERIFIED] = device.persistent_id
    session.cycle_key()


def _new_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [b32encode(secrets.token_bytes(8)).decode().lower()[:LETTERS] for _ in range(CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=_hashed(user, code)) for code in codes])
    return ["-".join(code[at : at + 4] for at in range(0, LETTERS, 4)) for code in codes]


def _hashed(user: User, code: str) -> str:
    """What is kept of a recovery code: as much of a keyed hash as there is room for."""
    return salted_hmac("columns.recovery_code", f"{user.pk} {code}", algorithm="sha256").hexdigest()[:16]


def _typed(code: str) -> str:
    """A code without what people put between its letters."""
    return "".join(char for char in code if char.isalnum()).lower()[:40]


def _wrong() -> Refused:
    return Refused(_("This code is not right, or was used already. Codes change every 30 seconds."), "code")
