from django.conf import settings
from django.urls import URLPattern, path

from notifications.web import sandbox

app_name = "notifications"

urlpatterns: list[URLPattern] = []
if settings.SANDBOX_INBOX:
    urlpatterns += [path("sandbox-inbox/", sandbox.show, name="sandbox_inbox")]
