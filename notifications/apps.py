from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Pemberitahuan")

    def ready(self) -> None:
        # Importing registers handlers, sweeps and the bell; at the top it would come before the models.
        from notifications import handlers, shell, sweeps  # noqa: F401, PLC0415
        from notifications.web import labels  # noqa: F401, PLC0415
