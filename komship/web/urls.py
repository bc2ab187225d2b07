"""Pages of the frame itself; mounted at `/` by komship.urls under the name `web`."""

from django.conf import settings
from django.urls import path
from django.views.i18n import set_language

from komship.web import styleguide

app_name = "web"

urlpatterns = [path("bahasa/", set_language, name="set_language")]
if settings.DEBUG or getattr(settings, "SHOW_STYLEGUIDE", False):
    urlpatterns += [path("_gaya/", styleguide.show, name="styleguide")]
