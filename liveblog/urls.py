"""Every address, by room. The pages come last: they own everything that is not reserved."""

from django.contrib import admin
from django.urls import include, path

from columns.pages.urls import handler400 as handler400
from columns.pages.urls import handler404 as handler404
from columns.pages.urls import handler500 as handler500

urlpatterns = [
    path("admin/", include("columns.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("columns.feeds.urls")),
    path("live/", include("columns.live.urls")),
    path("api/", include("columns.api.urls")),
    path("", include("columns.pages.urls")),
]
