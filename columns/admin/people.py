"""What Django's admin would show of people, and ours does not: accounts are led by verbs (`columns/accounts`).

Django's own pages of users and groups would let whoever reaches them make themselves a superuser, and the ones of
devices show the secrets of second factors.
"""

import django.contrib.auth.admin  # noqa: F401 - registers what is taken off again
import django_otp.plugins.otp_static.admin
import django_otp.plugins.otp_totp.admin  # noqa: F401
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

for kind in (User, Group, StaticDevice, TOTPDevice):
    admin.site.unregister(kind)
