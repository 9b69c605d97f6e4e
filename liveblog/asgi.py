"""The ASGI application: HTTP to Django, WebSockets to the live room, and to nothing else."""

import os
import warnings

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import WebsocketDenier
from django.core.asgi import get_asgi_application
from django.urls import re_path

# WhiteNoise hands out files piece by piece from a plain iterator. Django says of each that it reads it in a thread.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liveblog.settings")
django_application = get_asgi_application()

from columns.live.origin import same_site  # noqa: E402 - needs the settings
from columns.live.routing import websocket_urlpatterns  # noqa: E402 - needs the apps to be ready

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "websocket": same_site(URLRouter([*websocket_urlpatterns, re_path("", WebsocketDenier.as_asgi())])),
    }
)
