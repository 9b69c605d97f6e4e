"""Every address, by room. The pages come last: they own everything that is not reserved."""

from django.contrib import admin
from django.urls import include, path, re_path

from columns.admin.switch import switch
from columns.pages.errors import not_found
from columns.pages.urls import handler400 as handler400
from columns.pages.urls import handler404 as handler404
from columns.pages.urls import handler500 as handler500

urlpatterns = [
    path("admin/switch/", admin.site.admin_view(switch), name="switch"),
    # Django would lead from here to anything whose key is known, also to what is private.
    re_path("^admin/r/", not_found, {"exception": None}),
    path("admin/desk/", include("columns.desk.urls")),
    path("admin/", include("columns.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("columns.feeds.urls")),
    path("live/", include("columns.live.urls")),
    path("api/v1/", include("columns.api.urls")),
    path("", include("columns.pages.urls")),
]
