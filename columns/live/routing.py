"""Live addresses over WebSocket."""

from django.urls import path

from .socket import ColumnSocket

websocket_urlpatterns = [path("live/<str:slug>/", ColumnSocket.as_asgi())]
