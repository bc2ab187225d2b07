from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    name = "finance"
    verbose_name = _("Keuangan")

    def ready(self) -> None:
        # Registers answers, listeners, sweeps and looks; at the top it would come before the models.
        from finance import handlers, jobs, profile_parts, purse, remittance_jobs, tasks  # noqa: F401, PLC0415
        from finance.web import labels  # noqa: F401, PLC0415
