"""Where everything is mounted. Each app lists its own operations and pages."""

from django.contrib import admin
from django.urls import include, path

from accounts.web.views.session import admin_sign_in
from komship.api import description
from komship.api.unknown import unknown_operation
from komship.health import health, readiness
from komship.media import media

APPS = (
    "accounts",
    "products",
    "shipping",
    "finance",
    "orders",
    "tickets",
    "notifications",
    "komship.dashboard",
)

urlpatterns = [
    path("healthz", health, name="healthz"),
    path("readyz", readiness, name="readyz"),
    # Operators come in by the sellers' door, where wrong passwords are limited.
    path("admin/login/", admin_sign_in),
    path("admin/", admin.site.urls),
    path("media/<path:path>", media),
    path("api/schema", description.schema, name="schema"),
    path("api/docs", description.docs, name="api-docs"),
    *(path("api/", include(f"{app}.api.urls")) for app in APPS),
    path("api/<path:path>", unknown_operation),
    path("", include("komship.web.urls")),
    *(path("", include(f"{app}.web.urls")) for app in APPS),
]
