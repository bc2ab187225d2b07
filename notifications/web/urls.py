from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from notifications.web import sandbox

app_name = "notifications"

urlpatterns: list[URLPattern | URLResolver] = [
    path("pengaturan/api/", include("notifications.web.developer_urls")),
]
if settings.SANDBOX_INBOX:
    urlpatterns += [path("sandbox-inbox/", sandbox.show, name="sandbox_inbox")]
