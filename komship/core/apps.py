from django.apps import AppConfig

from komship.lib.db import send_integers_wide


class CoreConfig(AppConfig):
    name = "komship.core"
    label = "core"
    verbose_name = "Platform"

    def ready(self) -> None:
        send_integers_wide()
        # Registers the platform's own sweeps and handlers; an import at the top would come before the models.
        from komship.core import housekeeping  # noqa: F401, PLC0415
        from komship.core.jobs import running, upkeep  # noqa: F401, PLC0415
