import pytest

from accounts.models import Partner, Warehouse
from komship.core.models import AuditEntry, OutboxEvent
from products.errors import ProductNotFound
from products.events import VariantsRetired
from products.models import Product, Variant
from products.services import delete_product


@pytest.mark.usefixtures("somebody_listens")
def test_hides_the_product_and_keeps_its_rows(gamis: Product) -> None:
    variant_ids = list(gamis.variants.order_by("pk").values_list("pk", flat=True))

    delete_product(gamis.partner_id, product_id=gamis.pk)

    assert not Product.objects.live().exists()
    assert Variant.objects.count() == 4
    event = OutboxEvent.objects.get(topic=VariantsRetired.topic)
    assert sorted(event.payload["variant_ids"]) == variant_ids
    assert AuditEntry.objects.filter(action="products.deleted").count() == 1


def test_a_second_delete_finds_nothing(jilbab: Product) -> None:
    delete_product(jilbab.partner_id, product_id=jilbab.pk)

    with pytest.raises(ProductNotFound):
        delete_product(jilbab.partner_id, product_id=jilbab.pk)


def test_a_foreign_product_is_not_found(rina_partner: Partner, jakarta: Warehouse, jilbab: Product) -> None:
    with pytest.raises(ProductNotFound):
        delete_product(rina_partner.pk, product_id=jilbab.pk)

    assert Product.objects.live().count() == 1
