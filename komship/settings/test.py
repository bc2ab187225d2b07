"""The tests' settings: the same servers, a fast password hasher, and nothing that reaches outside."""

import os

from komship.settings import base
from komship.settings.base import *  # noqa: F403
from komship.settings.environment import current
from komship.settings.local import local_servers
from komship.settings.messages import message_settings
from komship.settings.queues import celery_settings

ENVIRONMENT = current(data_dir=".data/test")
_servers = local_servers(ENVIRONMENT, durable=False)
# pytest-xdist numbers its workers gw0, gw1, ...; each gets a Redis database of its own, and so does a process
# that runs beside them.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw14").removeprefix("gw") or 0)

EMBEDDED = _servers.embedded
DEBUG = False
SECRET_KEY = "test-only-key"  # noqa: S105
ALLOWED_HOSTS = ["*"]
CORS_ALLOW_ALL_ORIGINS = True

DATABASES = {"default": _servers.database}
# The pool would keep test databases open while pytest-django drops them.
DATABASES["default"]["OPTIONS"].pop("pool", None)
# Transactional tests empty all tables between them; everywhere else the ledger refuses TRUNCATE.
DATABASES["default"]["OPTIONS"]["options"] = "-c komship.ledger_truncate=allowed"
REDIS_URL = (
    f"{_servers.redis_url.rpartition('?')[0]}?db={_worker + 1}"
    if EMBEDDED.redis
    else f"{_servers.redis_url.rstrip('/')}/{_worker + 1}"
)
CACHES = base.cache_from_url(REDIS_URL)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SERVICE_KEY = "test-service-key"
# Files of one test are gone with its process.
STORAGES = {
    **base.plain_static(),
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Browsers of tests fetch a file once.
WHITENOISE_MAX_AGE = 3_600
LANGUAGE_CODE = "id"
# The page that shows every component: screenshots and axe look at it.
SHOW_STYLEGUIDE = True
LOGGING = base.logging_config("WARNING")

globals().update(base.courier_settings(ENVIRONMENT))
globals().update(message_settings(ENVIRONMENT, sandbox=True))
globals().update(celery_settings(REDIS_URL))
