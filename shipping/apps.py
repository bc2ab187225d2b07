from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShippingConfig(AppConfig):
    name = "shipping"
    verbose_name = _("Pengiriman")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Registering on import is what makes the outbox and the beat know these functions.
        import_module("shipping.handlers")
        import_module("shipping.sweeps")
