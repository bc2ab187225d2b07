from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "komship.core"
    label = "core"
    verbose_name = "Platform"

    def ready(self) -> None:
        # Registers the platform's own sweeps; an import at the top would come before the models.
        from komship.core import housekeeping  # noqa: F401, PLC0415
