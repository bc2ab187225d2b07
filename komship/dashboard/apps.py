from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardConfig(AppConfig):
    name = "komship.dashboard"
    label = "dashboard"
    verbose_name = _("Beranda")

    def ready(self) -> None:
        # Registers itself; an import at the top would come before the models.
        from komship.dashboard.web import labels  # noqa: F401, PLC0415
