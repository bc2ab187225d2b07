from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Pesanan")

    def ready(self) -> None:
        # Registers listeners and answers; an import at the top would come before the models.
        from orders import guards, handlers, import_jobs, jobs, sweeps  # noqa: F401, PLC0415
