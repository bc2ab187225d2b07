from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TicketsConfig(AppConfig):
    name = "tickets"
    verbose_name = _("Tiket")

    def ready(self) -> None:
        # Importing registers the app's outbox handlers and sweeps.
        for module in ("handlers", "sweeps"):
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
