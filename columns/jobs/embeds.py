"""The job of embeds: one claimed row, and what it needs."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from columns.embeds.address import UnfitAddress
from columns.models import Embed
from columns.outside.reasons import Reason
from columns.publishing.claiming import put_off_embed

from .copying import fail, take_copy
from .faults import note_fault
from .looking import look_after
from .schedule import RETRIES, next_look


def work_on_embed(embed: Embed) -> None:
    """Do what a claimed embed is due for. Raises only what the database does while it is out of reach.

    Anything else that goes wrong is our own fault: it is noted, and neither the address nor a word of it with it.
    """
    try:
        if wants_copy(embed):
            take_copy(embed)
        elif embed.tries > len(RETRIES) + 1:  # no look before has ended with a word: it kills whoever looks
            _leave(embed)
        else:
            look_after(embed)
    except UnfitAddress:
        fail(embed, Reason.MALFORMED)
    except Embed.DoesNotExist:
        return  # nobody needs it any more
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be worked on
        note_fault(embed, error)
        _leave(embed)


def wants_copy(embed: Embed) -> bool:
    """Whether a copy is to be made; otherwise the original of the one there is, is to be looked for.

    Somebody may have asked for a new copy, and the other site was out of reach: that is tried as often as a first one.
    """
    if embed.state != Embed.State.SETTLED:
        return True
    return bool(embed.reason) and not Reason(embed.reason).is_final and embed.tries <= len(RETRIES) + 1


def _leave(embed: Embed) -> None:
    if wants_copy(embed):
        fail(embed, Reason.UNREACHABLE)
    else:
        now = timezone.now()
        put_off_embed(by=None, embed=embed, again_at=next_look(embed.captured_at or now, now))
