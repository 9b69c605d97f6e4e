"""Live addresses of connections that stay open."""

from typing import Any, cast

from django.urls import path

from .desk import DeskSocket
from .events import ColumnEvents
from .lookout import lookout
from .socket import ColumnSocket

http_urlpatterns = [
    path("live/<str:slug>/events", ColumnEvents.as_asgi()),
    path("live/<str:slug>/urgent", cast(Any, lookout)),
]
websocket_urlpatterns = [
    path("live/<str:slug>/", ColumnSocket.as_asgi()),
    path("admin/desk/<str:post>/live", DeskSocket.as_asgi()),
]
