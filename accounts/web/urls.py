from django.urls import path

from accounts.web.settings_urls import urlpatterns as settings_patterns
from accounts.web.views import partner, session

app_name = "accounts"

urlpatterns = [
    path("masuk/", session.sign_in, name="sign_in"),
    path("keluar/", session.sign_out, name="sign_out"),
    path("toko/ganti/", partner.switch_partner, name="switch_partner"),
    path("toko/belum-ada/", partner.no_partner, name="no_partner"),
    *settings_patterns,
]
