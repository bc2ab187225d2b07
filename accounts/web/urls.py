from django.urls import path

from accounts.web.session_urls import urlpatterns as session_patterns
from accounts.web.settings_urls import urlpatterns as settings_patterns
from accounts.web.views import partner

app_name = "accounts"

urlpatterns = [
    *session_patterns,
    path("toko/ganti/", partner.switch_partner, name="switch_partner"),
    path("toko/belum-ada/", partner.no_partner, name="no_partner"),
    *settings_patterns,
]
