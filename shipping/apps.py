from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShippingConfig(AppConfig):
    name = "shipping"
    verbose_name = _("Pengiriman")

    def ready(self) -> None:
        # Importing registers handlers, sweeps and answers; at the top it would come before the models.
        from shipping import handlers, profile_parts, tasks  # noqa: F401, PLC0415
        from shipping.web import labels  # noqa: F401, PLC0415
