"""One machine, no configuration: what `make run` uses."""

from komship.settings import base
from komship.settings.base import *  # noqa: F403
from komship.settings.environment import current
from komship.settings.local import local_servers
from komship.settings.media import media_settings
from komship.settings.messages import message_settings
from komship.settings.queues import celery_settings

ENVIRONMENT = current()
_servers = local_servers(ENVIRONMENT, durable=True)

EMBEDDED = _servers.embedded
DEBUG = ENVIRONMENT.debug
SHOW_STYLEGUIDE = True
SECRET_KEY = ENVIRONMENT.secret_key or "development-only-key-that-production-refuses"
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts) or ["*"]
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.csrf_trusted_origins)
CORS_ALLOW_ALL_ORIGINS = not ENVIRONMENT.cors_allowed_origins
CORS_ALLOWED_ORIGINS = list(ENVIRONMENT.cors_allowed_origins)

DATABASES = {"default": _servers.database}
REDIS_URL = _servers.redis_url
CACHES = base.cache_from_url(REDIS_URL)

_collected = (base.STATIC_ROOT / "staticfiles.json").exists() or ENVIRONMENT.collecting_static
if DEBUG or not _collected:
    # Somebody is changing files, or nothing was collected: serve them from where they lie.
    STORAGES = base.plain_static()
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
LANGUAGE_CODE = ENVIRONMENT.language
LOGGING = base.logging_config(ENVIRONMENT.log_level)

globals().update(base.courier_settings(ENVIRONMENT))
globals().update(media_settings(ENVIRONMENT, STORAGES))
globals().update(message_settings(ENVIRONMENT, sandbox=True))
globals().update(celery_settings(REDIS_URL))
