from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = _("Produk")

    def ready(self) -> None:
        # Registers answers; an import at the top would come before the models.
        from products import ports  # noqa: F401, PLC0415
