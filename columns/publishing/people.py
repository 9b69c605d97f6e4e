"""People: whom somebody may invite, give a role, sign out or shut out."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from columns.models import Column, Membership

from . import permissions
from .errors import NotAllowed
from .permissions import CHIEF, Actor, person, roles_of


def check_over(by: Actor, user: User) -> None:
    """Raise NotAllowed unless `by` may act on the whole account of `user`.

    A chief may where the person works in the chief's own columns alone; nobody but a superuser on a superuser.
    """
    chief = person(by)
    if by is None or (chief and chief.is_active and chief.is_superuser):
        return
    permissions.check(by, "manage_members")
    theirs = roles_of(user)
    if user.is_superuser or not theirs or not set(theirs) <= set(columns_led_by(by).values_list("pk", flat=True)):
        raise NotAllowed(_("This person does not work in your columns alone: ask whoever runs the site."))


def may_act_on(by: Actor, user: User) -> bool:
    """Whether `check_over` would let them."""
    try:
        check_over(by, user)
    except NotAllowed:
        return False
    return True


def columns_led_by(by: Actor) -> QuerySet[Column]:
    """The columns in which `by` gives roles."""
    chief = person(by)
    if by is None or (chief and chief.is_superuser):
        return Column.objects.order_by("title")
    led = Membership.objects.filter(user=chief, role=CHIEF).values("column")
    return Column.objects.filter(pk__in=led).order_by("title")


def people_led_by(by: Actor) -> QuerySet[User]:
    """Whom `by` sees among the members: of the own columns; a superuser sees all of the staff."""
    chief = person(by)
    staff = User.objects.filter(is_staff=True).order_by("username")
    if by is None or (chief and chief.is_superuser):
        return staff
    return staff.filter(memberships__column__in=columns_led_by(by)).distinct()
