"""The one Django app: columns, their posts and entries, and everything that shows them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ColumnsConfig(AppConfig):
    """The app as Django knows it."""

    name = "columns"
    verbose_name = _("Live blog")

    def ready(self) -> None:
        """Have the machine checked, and sessions listed."""
        from . import checks  # noqa: F401 - they register themselves
        from .accounts import listing  # noqa: F401 - it waits for Django's signals
