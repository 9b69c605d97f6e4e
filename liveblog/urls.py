"""Every address, by room. The pages come last: they own everything that is not reserved."""

from django.contrib import admin
from django.urls import include, path, re_path

from columns.pages.errors import not_found
from columns.pages.urls import handler400 as handler400
from columns.pages.urls import handler404 as handler404
from columns.pages.urls import handler500 as handler500

urlpatterns = [
    # Django would lead from here to anything whose key is known, also to what is private.
    re_path("^admin/r/", not_found, {"exception": None}),
    path("admin/desk/", include("columns.desk.urls")),
    path("admin/", include("columns.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("columns.feeds.urls")),
    path("live/", include("columns.live.urls")),
    path("api/", include("columns.api.urls")),
    path("", include("columns.pages.urls")),
]
