"""Production: every address and secret comes from the environment, and unsafe values stop the start."""

from django.core.exceptions import ImproperlyConfigured

from komship.settings import base
from komship.settings.base import *  # noqa: F403
from komship.settings.databases import database_from_url
from komship.settings.environment import current
from komship.settings.media import media_settings
from komship.settings.messages import message_settings
from komship.settings.queues import celery_settings
from komship.settings.safety import refusals

ENVIRONMENT = current()
_refused = refusals(ENVIRONMENT)
if _refused:
    raise ImproperlyConfigured("Refusing to start: " + "; ".join(_refused))

EMBEDDED = None
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.csrf_trusted_origins)
CORS_ALLOWED_ORIGINS = list(ENVIRONMENT.cors_allowed_origins)

DATABASES = {"default": database_from_url(ENVIRONMENT.database_url, pool_size=ENVIRONMENT.database_pool_size)}
REDIS_URL = ENVIRONMENT.redis_url
CACHES = base.cache_from_url(REDIS_URL)

# One load balancer stands in front and adds the caller's address.
REST_FRAMEWORK = {**base.REST_FRAMEWORK, "NUM_PROXIES": 1}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# The load balancer asks these two over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

LANGUAGE_CODE = ENVIRONMENT.language
LOGGING = base.logging_config(ENVIRONMENT.log_level)

globals().update(base.courier_settings(ENVIRONMENT))
globals().update(media_settings(ENVIRONMENT, base.STORAGES))
globals().update(message_settings(ENVIRONMENT, sandbox=False))
globals().update(celery_settings(REDIS_URL))
