from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = _("Produk")

    def ready(self) -> None:
        # Register themselves; an import at the top would come before the models.
        from products import handlers, jobs, ports, sweeps  # noqa: F401, PLC0415
        from products.web import labels  # noqa: F401, PLC0415
