"""Carts ready to become orders."""

import json

from accounts.models import Partner, Warehouse
from benchmarks.load import Request
from komship.lib import clock
from orders.models import CartLine
from products.models import Variant
from shipping.models import Destination


def store_requests(partner: Partner) -> list[Request]:
    """One store call per article of the seller, each with a cart line of its own."""
    user_id = partner.owner_id
    CartLine.objects.of_user(user_id).delete()
    now = clock.now()
    lines = CartLine.objects.bulk_create(
        CartLine(user_id=user_id, partner=partner, variant=variant, quantity=1, created_at=now)
        for variant in Variant.objects.for_partner(partner.pk).sellable()
    )
    place = Destination.objects.filter(tariff_code="BDO10000").order_by("pk")[0]
    warehouse = Warehouse.objects.for_partner(partner.pk).order_by("pk")[0]
    return [("POST", f"/api/v3/order/{partner.pk}/store", _body(line, place, warehouse)) for line in lines]


def _body(line: CartLine, place: Destination, warehouse: Warehouse) -> bytes:
    values = {
        "date": f"{clock.today():%Y-%m-%d}",
        "customer_name": "Ayu Lestari",
        "customer_phone": f"8129{line.pk % 10**8:08d}",
        "customer_destination_id": place.pk,
        "detail_address": "Jl. Anggrek No. 12, RT 01 RW 02",
        "shipping": "JNE",
        "shipping_type": "REG19",
        "payment_method": "COD",
        "partner_address_id": warehouse.pk,
        "cart": [line.pk],
    }
    return json.dumps(values).encode()
