"""The web server's way in."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "komship.settings.dev")

_embedded = getattr(settings, "EMBEDDED", None)
if _embedded is not None:
    _embedded.ensure()
application = get_wsgi_application()
# Requests nudge the workers through Celery; its module needs the models, hence after the line above.
import_module("komship.celery")
# Pages and operations are loaded here, before workers are forked, not by the first visitor of each.
get_resolver().url_patterns  # noqa: B018 - reading it loads them
# All of this stays for good. The collector need not look at it again, so what requests leave behind is
# collected in short rounds instead of piling up to a quarter of everything there is.
gc.collect()
gc.freeze()
