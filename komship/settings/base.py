"""Settings every environment shares. `dev`, `test` and `prod` add servers, secrets and strictness."""

from datetime import timedelta
from typing import Any

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from komship.security import STRICT
from komship.settings.environment import ROOT, Environment

# Lets classes such as `admin.ModelAdmin[Order]` be written with their type at run time too.
django_stubs_ext.monkeypatch()

BASE_DIR = ROOT

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "corsheaders",
    "csp",
    "django_htmx",
    "rest_framework",
    "knox",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "komship.core",
    "komship.web",
    "accounts",
    "shipping",
    "finance",
    "products",
    "orders",
    "tickets",
    "notifications",
    "komship.dashboard",
    "komship.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outermost after security, so that refusals and errors carry the headers as well.
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "komship.security.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "komship.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.web.browser_sessions.BrowserSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "komship.urls"
WSGI_APPLICATION = "komship.wsgi.application"
ASGI_APPLICATION = "komship.asgi.application"
# The clients call the API both with and without a trailing slash; a redirect would lose a POST's body.
APPEND_SLASH = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "komship.web.context.shell",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# The limits themselves are in accounts.services: axes' table and admin, our way of counting.
AXES_HANDLER = "accounts.sign_in_lock.SignInLock"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
# Tries are counted with those of passwords; waiting between them would let strangers slow a seller down.
OTP_TOTP_THROTTLE_FACTOR = 0
# Operators may end each other's devices, not read their secrets.
OTP_ADMIN_HIDE_SENSITIVE_DATA = True
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = [
    "accounts.hashers.LeanArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/masuk/"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
# static_build holds what `make setup` copies and builds from npm packages; it is never committed.
STATICFILES_DIRS = [folder for folder in (ROOT / "static", ROOT / "static_build") if folder.is_dir()]
MEDIA_URL = "/media/"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ROOT / ".data" / "private"},
    },
    "staticfiles": {"BACKEND": "komship.static_storage.HashedStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Compressing these costs more than anybody who opens them gains.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "woff2", "woff", "png", "jpg", "webp", "gz", "br", "txt", "md")

# Provinces to villages, from the npm package idn-area-data.
AREA_DATA_DIR = ROOT / "node_modules" / "idn-area-data" / "data"

SESSION_ENGINE = "komship.redis_cache"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# A body this big has no use here; file uploads are limited by the operations that take them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY: dict[str, Any] = {"DIRECTIVES": STRICT}

CORS_ALLOW_HEADERS = (
    "accept",
    "application-name",
    "authorization",
    "content-type",
    "idempotency-key",
    "x-requested-with",
)
CORS_ALLOW_METHODS = ("DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT")
CORS_EXPOSE_HEADERS = ("content-disposition", "retry-after")
CORS_PREFLIGHT_MAX_AGE = 86_400
CORS_URLS_REGEX = r"^/api/"

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.authentication.DeviceTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "komship.api.schema.OperationSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    # Callers are told apart by their own address; what they write into headers counts for nothing.
    "NUM_PROXIES": 0,
}

# Our token model takes the place of knox's, whose own migrations would still make its table.
MIGRATION_MODULES: dict[str, str | None] = {"knox": None}
KNOX_TOKEN_MODEL = "accounts.AccessToken"  # noqa: S105 - a model's name
REST_KNOX: dict[str, Any] = {
    "TOKEN_TTL": timedelta(days=30),
    "AUTO_REFRESH": True,
    # A write per request would cost more than most requests; once an hour keeps a 30-day token sliding.
    "MIN_REFRESH_INTERVAL": 3_600,
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_MODEL": KNOX_TOKEN_MODEL,
    "TOKEN_LIMIT_PER_USER": None,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Komship API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/",
    "PREPROCESSING_HOOKS": ["komship.api.schema.described_operations"],
    "APPEND_COMPONENTS": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    # The page's files come from a package of ours, not from somebody's network.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# Where mails, WhatsApp messages and SMS go; each environment sets its own (komship.settings.messages).
PUBLIC_URL = ""
SANDBOX_INBOX = False
# Webhooks of sellers may lead to this machine, over plain HTTP; only where nobody else's sellers are.
WEBHOOKS_TO_LOOPBACK = False
PHONE_MESSAGES = False
LIVE_CHANNELS: dict[str, bool] = {"email": False, "whatsapp": False, "sms": False}
BANK_LOOKUP_BASE_URL = ""
BANK_LOOKUP_TOKEN = ""
BANK_LOOKUP_TIMEOUT_S = 6
# Xendit's invoice API, or what speaks like it; without one nobody can top up.
PAYMENT_BASE_URL = ""
PAYMENT_SECRET_KEY = ""
PAYMENT_CALLBACK_TOKEN = ""
PAYMENT_TIMEOUT_S = 10
WHATSAPP_BASE_URL = ""
WHATSAPP_TOKEN = ""
WHATSAPP_SENDER = ""
WHATSAPP_CODE_TEMPLATE = ""

# How many outbox deliveries of a queue one worker process runs side by side.
OUTBOX_THREADS = {"default": 1, "carriers": 8, "webhooks": 8, "notify": 2, "bulk": 1}
# Calls per window in seconds, for one signed-in person, one API key and one address without a token.
# "mail" is what sends a stranger something, or tells whether she is known; "tracking" is the public page.
API_LIMITS = {
    "seller": (1_200, 60),
    "key": (600, 60),
    "public": (120, 60),
    "mail": (30, 600),
    "push": (600, 60),
    "tracking": (60, 60),
}
# Tests that run inside a transaction of their own raise this; everywhere else it stays 0.
HTTP_ALLOWED_ATOMIC_DEPTH = 0

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Komship Ops",
    "SITE_HEADER": "Komship Ops",
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "ENVIRONMENT": "finance.admin.proof.badge",
}


def logging_config(level: str) -> dict[str, Any]:
    """One line per record on standard error; the process's owner decides where it goes."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "django.request": {"level": "ERROR"},
            # It warns of every HEAD answer, whose body it drops, as it should.
            "gunicorn.http.wsgi": {"level": "ERROR"},
        },
    }


def plain_static() -> dict[str, dict[str, Any]]:
    """Files under their own names, straight from where they lie."""
    return {
        **STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def cache_from_url(redis_url: str, *, prefix: str = "komship") -> dict[str, dict[str, Any]]:
    return {
        "default": {
            "BACKEND": "komship.redis_cache.ForgivingRedisCache",
            "LOCATION": redis_url,
            "KEY_PREFIX": prefix,
            "TIMEOUT": 300,
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 2.0},
        }
    }


def courier_settings(environment: Environment) -> dict[str, object]:
    """Where the couriers are and how we sign in; without credentials the sandbox is the courier."""
    live = environment.has_courier_credentials
    jne = environment.jne_base_url or ("" if live else environment.sandbox_url)
    return {
        # A booking without an answer is asked about again only after the first call can no longer
        # be under way.
        "JNE_BOOKING_TIMEOUT_S": environment.booking_timeout_s,
        "BOOKING_RESOLVE_AFTER_S": environment.booking_resolve_after_s,
        "JNE_BASE_URL": jne,
        "JNE_BOOKING_BASE_URL": environment.jne_booking_base_url or jne,
        "JNE_USERNAME": environment.jne_username,
        "JNE_API_KEY": environment.jne_api_key,
        "JNE_CUST_NO": environment.jne_cust_no,
        # Without a service, account holders are as their owners type them.
        "BANK_LOOKUP_BASE_URL": environment.bank_lookup_base_url or ("" if live else environment.sandbox_url),
        "BANK_LOOKUP_TOKEN": environment.bank_lookup_token,
        # A live key must not go to the sandbox, and real sellers do not pay there.
        "PAYMENT_BASE_URL": environment.payment_base_url
        or ("" if live or environment.payment_secret_key else environment.sandbox_url),
        "PAYMENT_SECRET_KEY": environment.payment_secret_key,
        "PAYMENT_CALLBACK_TOKEN": environment.payment_callback_token,
        # Without a key Shipper is the sandbox that is JNE, or not there at all.
        "SHIPPER_BASE_URL": environment.shipper_base_url
        or (environment.sandbox_url if environment.has_sandboxed_shipper else ""),
        "SHIPPER_API_KEY": environment.shipper_api_key,
        "SHIPPER_BOOKING_TIMEOUT_S": environment.booking_timeout_s,
        # Real airway bills are unknown to the sandbox, and a real token must not go there.
        "KIRIMINAJA_BASE_URL": environment.kiriminaja_base_url
        or ("" if live or environment.kiriminaja_token else environment.sandbox_url),
        "KIRIMINAJA_TOKEN": environment.kiriminaja_token,
        "WHATSAPP_BASE_URL": environment.whatsapp_base_url,
        "WHATSAPP_TOKEN": environment.whatsapp_token,
    }
