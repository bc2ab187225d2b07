"""Pages around the session: signing in, accounts, passwords, security."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.states import CodePurpose
from accounts.web.views import contact, registration, security, session

urlpatterns = [
    path("masuk/", session.sign_in, name="sign_in"),
    path("masuk/kode/", session.second_step, name="second_step"),
    path("masuk/pasang-kode/", session.set_up_second_factor, name="set_up_second_factor"),
    path("masuk/kode-cadangan/", session.backup_codes, name="backup_codes"),
    path("masuk/kode-cadangan/simpan/", session.codes_kept, name="codes_kept"),
    path("keluar/", session.sign_out, name="sign_out"),
    path("daftar/", registration.register, name="register"),
    path("daftar/cek-email/", registration.check_mail, name="check_mail"),
    path("kata-sandi/lupa/", registration.forgot_password, name="forgot_password"),
    path("kata-sandi/terkirim/", registration.reset_sent, name="reset_sent"),
    path("kata-sandi/baru/", registration.new_password, name="new_password"),
    # The existing web client's own address of that page.
    path("reset-newpassword", RedirectView.as_view(pattern_name="accounts:new_password", query_string=True)),
    path(
        "verifikasi/<str:token>/",
        registration.follow_link,
        {"purpose": CodePurpose.VERIFY_EMAIL},
        name="verify_email",
    ),
    path(
        "ganti-email/<str:token>/",
        registration.follow_link,
        {"purpose": CodePurpose.CHANGE_EMAIL},
        name="change_email",
    ),
    path(
        "aktivasi/komship/<str:token>/",
        registration.follow_link,
        {"purpose": CodePurpose.USE_SHIPPING},
        name="use_shipping",
    ),
    path(
        "aktivasi/kompack/<str:token>/",
        registration.follow_link,
        {"purpose": CodePurpose.USE_FULFILMENT},
        name="use_fulfilment",
    ),
    path("pengaturan/keamanan/", security.security, name="security"),
    path("pengaturan/keamanan/kata-sandi/", security.password, name="password"),
    path("pengaturan/keamanan/nama/", contact.username, name="username"),
    path("pengaturan/keamanan/email/", contact.email, name="email"),
    path("pengaturan/keamanan/nomor/", contact.phone, name="phone"),
    path("pengaturan/keamanan/nomor/lagi/", contact.phone_again, name="phone_again"),
    path("pengaturan/keamanan/pin/", security.pin, name="pin"),
    path("pengaturan/keamanan/pin/lupa/", security.forgotten_pin, name="forgotten_pin"),
    path("pengaturan/keamanan/langkah-kedua/", security.second_factor, name="second_factor"),
    path("pengaturan/keamanan/perangkat/keluar/", security.end_others, name="end_others"),
    path("pengaturan/keamanan/perangkat/<str:kind>/<str:key>/keluar/", security.end_one, name="end_one"),
]
