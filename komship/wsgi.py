"""The web server's way in."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "komship.settings.dev")

_embedded = getattr(settings, "EMBEDDED", None)
if _embedded is not None:
    _embedded.ensure()
application = get_wsgi_application()
# Requests nudge the workers through Celery; its module needs the models, hence after the line above.
import_module("komship.celery")
