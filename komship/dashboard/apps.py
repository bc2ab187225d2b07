from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardConfig(AppConfig):
    name = "komship.dashboard"
    label = "dashboard"
    verbose_name = _("Laporan")

    def ready(self) -> None:
        # Registers sweeps and how statuses look; at the top it would come before the models.
        from komship.dashboard import tasks  # noqa: F401, PLC0415
        from komship.dashboard.field_names import name_fields, name_models  # noqa: PLC0415
        from komship.dashboard.web import labels  # noqa: F401, PLC0415

        name_fields()
        name_models()
