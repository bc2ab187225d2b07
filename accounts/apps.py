from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Akun dan penjual")

    def ready(self) -> None:
        # Importing registers the sweep; at the top it would come before the models.
        from accounts import sweeps  # noqa: F401, PLC0415
