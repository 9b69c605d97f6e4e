"""The ASGI application: connections that stay open go to the live room, everything else to Django;
what Django may have in a moment is waited for."""

import os
import warnings
from typing import Any, cast

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import WebsocketDenier
from django.core.asgi import get_asgi_application
from django.urls import re_path

# WhiteNoise hands out files piece by piece from a plain iterator. Django says of each that it reads it in a thread.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liveblog.settings")
django_application = get_asgi_application()

from columns.live.draining import lifespan  # noqa: E402 - needs the settings
from columns.live.origin import same_site  # noqa: E402
from columns.live.routing import http_urlpatterns, websocket_urlpatterns  # noqa: E402
from columns.pages.patience import Patience  # noqa: E402
from liveblog.uploads import Gate  # noqa: E402

patient = re_path(r".+/card\.jpg$", cast(Any, Patience(cast(Any, django_application))))

application = ProtocolTypeRouter(
    {
        "http": URLRouter([*http_urlpatterns, patient, re_path("", cast(Any, Gate(django_application)))]),
        "websocket": same_site(URLRouter([*websocket_urlpatterns, re_path("", WebsocketDenier.as_asgi())])),
        "lifespan": lifespan,
    }
)
