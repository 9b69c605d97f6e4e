"""What Django's admin would show of people, and ours does not: accounts are led by verbs.

Django's own pages of users and groups would let whoever reaches them make themselves a superuser, and its groups and
permissions mean nothing here: who may do what is said by roles (docs/roles.md).
"""

import django.contrib.auth.admin  # noqa: F401 - registers what is taken off again
from django.contrib import admin
from django.contrib.auth.models import Group, User

for kind in (User, Group):
    admin.site.unregister(kind)
