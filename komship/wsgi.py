"""The web server's way in."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "komship.settings.dev")

_embedded = getattr(settings, "EMBEDDED", None)
if _embedded is not None:
    _embedded.ensure()
application = get_wsgi_application()
