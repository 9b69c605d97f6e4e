"""The addresses of accounts, under /admin/ and before Django's own: some take the place of one of those."""

from django.contrib.auth.views import PasswordResetCompleteView, PasswordResetDoneView
from django.urls import include, path

from . import members, own, second_factor
from .passwords import Change, Choose, Framed, Reset
from .signing_in import SignIn


class Sent(Framed, PasswordResetDoneView):
    """A letter is on its way, if there is somebody to get it."""


class Chosen(Framed, PasswordResetCompleteView):
    """The new password holds."""


_named = [
    path("second-factor/", second_factor.ask_code, name="code"),
    path("second-factor/set-up/", second_factor.set_up, name="set_up"),
    path("second-factor/qr.svg", second_factor.qr, name="qr"),
    path("second-factor/codes/", second_factor.renew_codes, name="renew_codes"),
    path("account/", own.own, name="own"),
    path("account/byline/", own.sign, name="sign"),
    path("account/confirm/", own.confirm, name="confirm"),
    path("account/sessions/<int:key>/end/", own.end_one, name="end_one"),
    path("account/sessions/end/", own.end_others, name="end_others"),
    path("members/", members.members, name="members"),
    path("members/end-all-sessions/", members.end_all, name="end_all"),
    path("members/role/", members.grant, name="grant"),
    path("members/<int:key>/", members.member, name="member"),
    path("members/<int:key>/invite/", members.invite_again, name="invite_again"),
    *(path(f"members/<int:key>/{name}/", members.act, {"name": name}, name=name) for name in members.ACTS),
]

urlpatterns = [
    path("login/", SignIn.as_view()),
    path("password_change/", Change.as_view()),
    path("reset/", Reset.as_view(), name="admin_password_reset"),
    path("reset/sent/", Sent.as_view(), name="password_reset_done"),
    path("reset/done/", Chosen.as_view(), name="password_reset_complete"),
    path("reset/<uidb64>/<token>/", Choose.as_view(), name="password_reset_confirm"),
    path("", include((_named, "accounts"))),
]
