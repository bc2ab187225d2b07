from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    name = "finance"
    verbose_name = _("Keuangan")

    def ready(self) -> None:
        from finance.web import labels  # noqa: F401, PLC0415 - registers how statuses look
