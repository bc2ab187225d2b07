"""Correct the pieces of one variant in one warehouse."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.selectors.warehouses import warehouse_detail
from komship.core import audit
from komship.lib.errors import InvalidInput
from products.errors import VariantNotFound
from products.models import MovementKind, Stock, StockMovement, Variant
from products.rules import VARIANT_NUMBER_MAX


@transaction.atomic
def adjust_stock(
    partner_id: int,
    *,
    variant_id: int,
    warehouse_id: int,
    available: int,
    actor: audit.Actor | None = None,
) -> Stock:
    """Make `available` the pieces that can be ordered from this warehouse; reserved ones stay.

    Locks the stock row. Both rows must be the partner's, else VariantNotFound or
    WarehouseNotFound; InvalidInput for a number out of range. Journalled as an adjustment
    and audited when anything changes.
    """
    if not 0 <= available <= VARIANT_NUMBER_MAX:
        raise InvalidInput(_("Stok harus angka 0 sampai %(most)d.") % {"most": VARIANT_NUMBER_MAX})
    if not Variant.objects.for_partner(partner_id).live().filter(pk=variant_id).exists():
        raise VariantNotFound
    warehouse_detail(partner_id, warehouse_id)
    Stock.objects.bulk_create(
        [Stock(variant_id=variant_id, warehouse_id=warehouse_id)], ignore_conflicts=True
    )
    stock = Stock.objects.select_for_update(no_key=True).get(variant_id=variant_id, warehouse_id=warehouse_id)
    difference = available - stock.available
    if difference:
        _move(stock, difference, partner_id=partner_id, actor=actor)
    return stock


def _move(stock: Stock, difference: int, *, partner_id: int, actor: audit.Actor | None) -> None:
    before = stock.available
    stock.on_hand += difference
    stock.save(update_fields=["on_hand"])
    StockMovement.objects.create(
        stock=stock,
        kind=MovementKind.ADJUST,
        quantity=difference,
        reference=f"adjust:{uuid.uuid4().hex}",
    )
    audit.record(
        "products.stock_adjusted",
        stock,
        actor=actor,
        change=({"available": before}, {"available": stock.available}),
    )
