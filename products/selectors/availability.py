"""How many pieces could be promised right now."""

from collections.abc import Collection

from django.db.models import F, Sum

from products.models import Stock


def available_pieces(
    partner_id: int, variant_ids: Collection[int], *, warehouse_id: int | None = None
) -> dict[int, int]:
    """Unreserved pieces per variant, in one warehouse or in all together. One query.

    Variants without stock rows are missing from the answer.
    """
    stocks = Stock.objects.for_partner(partner_id).filter(variant_id__in=variant_ids)
    if warehouse_id is not None:
        stocks = stocks.filter(warehouse_id=warehouse_id)
    rows = stocks.order_by().values_list("variant_id").annotate(pieces=Sum(F("on_hand") - F("reserved")))
    return dict(rows)
