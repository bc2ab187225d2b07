"""For servers that speak ASGI; the project itself is served through WSGI."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "komship.settings.dev")

_embedded = getattr(settings, "EMBEDDED", None)
if _embedded is not None:
    _embedded.ensure()
application = get_asgi_application()
