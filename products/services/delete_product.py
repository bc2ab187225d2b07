"""Take a product out of the catalogue."""

from django.db import transaction

from komship.core import audit
from komship.core.outbox import emit
from komship.lib import clock
from products.events import VariantsRetired
from products.models import Variant
from products.services.update_product import locked_product


@transaction.atomic
def delete_product(partner_id: int, *, product_id: int, actor: audit.Actor | None = None) -> None:
    """Hide the product for ever; orders keep showing it and reserved pieces can still be shipped.

    Locks the product, emits VariantsRetired. Raises ProductNotFound.
    """
    product = locked_product(partner_id, product_id)
    product.deleted_at = product.updated_at = clock.now()
    product.save(update_fields=["deleted_at", "updated_at"])
    variant_ids = list(Variant.objects.filter(product=product, retired_at=None).values_list("pk", flat=True))
    emit(VariantsRetired(partner_id, product.pk, variant_ids))
    audit.record("products.deleted", product, actor=actor)
