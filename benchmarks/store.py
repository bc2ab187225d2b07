"""From a cart to a stored order: the price with every courier, then the order itself."""

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from accounts.models import Partner, Warehouse
from benchmarks.load import Request, Result, measure
from benchmarks.server import Server
from benchmarks.visitor import Visitor, ask, queries_of
from komship.lib import clock
from orders.models import CartLine
from products.models import Variant
from shipping.models import Destination

if TYPE_CHECKING:
    from benchmarks.report import Report

# The CPU budget is stated for as many at a time as the worker has threads.
CONCURRENCY, BUDGETED = (1, 4, 8, 32), 4
# Orders for each step of concurrency, at least; carts at a time, at most.
ORDERS, CARTS = 300, 100


def measure_store(report: "Report", server: Server, who: Visitor) -> None:
    """Carts and quotes are there before the clock starts; the order itself is what is measured."""
    warm = store_requests(who.partner)
    measure(server, warm[1:], concurrency=4, headers=who.api)
    queries = queries_of(warm[0], who)
    for concurrency in CONCURRENCY:
        result = _middle(server, who, concurrency)
        report.row(f"order store, {concurrency} at a time", result, queries=queries)
        report.budget("at most 25 queries", holds=queries <= 25)
        if concurrency == BUDGETED:
            report.budget("at most 40 ms CPU", holds=result.cpu_ms <= 40)


def _middle(server: Server, who: Visitor, concurrency: int) -> Result:
    """Of a few rounds of new carts the one in the middle."""
    rounds: list[Result] = []
    while sum(one.count for one in rounds) < ORDERS or len(rounds) % 2 == 0:
        requests = store_requests(who.partner)
        rounds.append(measure(server, requests, concurrency=concurrency, headers=who.api))
    return sorted(rounds, key=lambda one: one.cpu_ms)[len(rounds) // 2]


def measure_calculate(report: "Report", server: Server, who: Visitor) -> None:
    """What the desk asks after each change; the couriers' tariffs are in the cache, as they mostly are."""
    place, warehouse = _places(who.partner)
    line = fill_carts(who.partner)[0]
    query = {
        "cart": line.pk,
        "receiver_destination": place.pk,
        "partner_address_id": warehouse.pk,
        "payment_method": "COD",
    }
    path = "/api/v3/calculate?" + urlencode(query)
    queries = queries_of(("GET", path, None), who)
    result = ask(server, path, who)
    report.row("calculate v3", result, queries=queries)
    report.budget("p95 under 150 ms: prices change while one types", holds=result.p95_ms < 150)


def fill_carts(partner: Partner) -> list[CartLine]:
    """One line for each of the seller's first articles."""
    user_id = partner.owner_id
    CartLine.objects.of_user(user_id).delete()
    now = clock.now()
    return CartLine.objects.bulk_create(
        CartLine(user_id=user_id, partner=partner, variant=variant, quantity=1, created_at=now)
        for variant in Variant.objects.for_partner(partner.pk).sellable().order_by("pk")[:CARTS]
    )


def store_requests(partner: Partner) -> list[Request]:
    """One store call per article, each with a cart line of its own."""
    place, warehouse = _places(partner)
    path = f"/api/v3/order/{partner.pk}/store"
    return [("POST", path, _body(line, place, warehouse)) for line in fill_carts(partner)]


def _places(partner: Partner) -> tuple[Destination, Warehouse]:
    destinations = Destination.objects.filter(tariff_code="BDO10000").order_by("pk")
    return destinations[0], Warehouse.objects.for_partner(partner.pk).order_by("pk")[0]


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
