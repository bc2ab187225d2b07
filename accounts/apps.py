from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Akun dan penjual")

    def ready(self) -> None:
        # The heading of its lists in the ops panel.
        apps.get_app_config("axes").verbose_name = _("Percobaan masuk")
        # Importing registers the sweep; at the top it would come before the models.
        from accounts import sweeps  # noqa: F401, PLC0415
