from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TicketsConfig(AppConfig):
    name = "tickets"
    verbose_name = _("Tiket kendala")

    def ready(self) -> None:
        # Importing registers the handlers; at the top it would come before the models.
        from tickets import handlers  # noqa: F401, PLC0415
