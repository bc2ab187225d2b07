"""Lists of orders, alone in the house and among a million; and what people search them for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.load import Result
from benchmarks.server import Server
from benchmarks.visitor import Visitor, ask, queries_of
from orders.models import Order, OrderLine

if TYPE_CHECKING:
    from benchmarks.report import Report

# Who asks, whom she serves, the orders, their lines. Version 1 also tells how many there are.
MOST_QUERIES, MOST_QUERIES_V1 = 4, 5
# A page also fills its frame and counts its tabs.
MOST_PAGE_QUERIES = 9
# What one feels as immediate.
MOST_MS = 150
V1, COUNTS, PAGE, TAB = "list v1", "counts by status", "page /pesanan/", "page /pesanan/, delivered"
# These count all orders of a seller, so they may take longer when she has more.
COUNTING = (COUNTS, PAGE, TAB)
Measured = Mapping[str, Result]


def measure_growth(report: "Report", server: Server, who: Visitor, young: Result | None = None) -> Result:
    """Fifty rows of v2 with their lines; `young` is what they took when the seller had few orders."""
    path = f"/api/v2/order/{who.partner.pk}?limit=50&offset=0"
    queries, result = queries_of(("GET", path, None), who), ask(server, path, who)
    report.row(f"list v2 of a seller with {who.orders()} orders", result, queries=queries)
    report.budget(f"at most {MOST_QUERIES} queries", holds=queries <= MOST_QUERIES)
    floor = report.floor
    if floor is not None:
        report.budget("at most 8 times the floor", holds=result.cpu_ms <= 8 * floor.cpu_ms)
    if young is not None:
        ratio = result.cpu_ms / young.cpu_ms
        report.budget(f"grows less than 1.5 times in CPU ({ratio:.2f})", holds=ratio < 1.5)
    return result


def measure_lists(report: "Report", server: Server, who: Visitor, *, offset: int) -> Measured:
    """Every list of one seller; `offset` is where the deep page begins."""
    measured = {}
    for name, path in _lists(who, offset).items():
        queries = queries_of(("GET", path, None), who)
        result = measured[name] = ask(server, path, who)
        report.row(name, result, queries=queries)
        most = _most_queries(name)
        report.budget(f"at most {most} queries", holds=queries <= most)
    return measured


def _most_queries(name: str) -> int:
    if name in (PAGE, TAB):
        return MOST_PAGE_QUERIES
    return MOST_QUERIES_V1 if name == V1 else MOST_QUERIES


def compare(report: "Report", large: Measured, small: Measured, *, as_many_orders: bool) -> None:
    """With what the same took in the small house. Where the seller has more orders than she had there,
    what counts all of them need only be quick."""
    report.title("  p95 compared with the small house")
    for name, result in large.items():
        ratio = result.p95_ms / small[name].p95_ms
        told = f"{name}: {small[name].p95_ms:.1f} -> {result.p95_ms:.1f} ms, {ratio:.2f} times"
        if as_many_orders or name not in COUNTING:
            report.budget(f"{told}, at most 1.5", holds=ratio <= 1.5)
        else:
            report.budget(f"{told}, under {MOST_MS} ms", holds=result.p95_ms < MOST_MS)


def _lists(who: Visitor, offset: int) -> dict[str, str]:
    seller = who.partner.pk
    lines = OrderLine.objects.for_partner(seller).order_by("-pk")
    article = lines.values_list("product_id", flat=True)[0]
    return {
        V1: f"/api/v1/order/{seller}?page=1&total_per_page=50",
        "list v2": f"/api/v2/order/{seller}?limit=50&offset=0",
        "list v3": f"/api/v3/order/{seller}?limit=50&offset=0",
        f"list v2 from row {offset}": f"/api/v2/order/{seller}?limit=50&offset={offset}",
        "list v2 of an article": f"/api/v2/order/{seller}?limit=50&product_id={article}",
        COUNTS: f"/api/v1/order/count/order-problem/{seller}",
        PAGE: "/pesanan/",
        TAB: "/pesanan/?tab=delivered",
    }


def measure_detail(report: "Report", server: Server, who: Visitor) -> None:
    newest = Order.objects.for_partner(who.partner.pk).latest("pk").pk
    path = f"/api/v1/order/{who.partner.pk}/detail/{newest}"
    report.row("order detail", ask(server, path, who), queries=queries_of(("GET", path, None), who))


def measure_searches(report: "Report", server: Server, who: Visitor) -> None:
    """Over the API and on the page, where the tabs count what was found."""
    for name, text in _typed(who).items():
        paths = (
            f"/api/v2/order/{who.partner.pk}?" + urlencode({"search": text, "limit": 50}),
            "/pesanan/?" + urlencode({"q": text}),
        )
        for door, path in zip(("v2", "page"), paths, strict=True):
            result = ask(server, path, who, rounds=1)
            report.row(f"search {door} by {name}", result, queries=queries_of(("GET", path, None), who))
            report.budget(f"p95 under {MOST_MS} ms", holds=result.p95_ms < MOST_MS)


def _typed(who: Visitor) -> dict[str, str]:
    """What is read out of an order from the middle of the seller's history."""
    mine = Order.objects.for_partner(who.partner.pk).filter(shipment__awb__isnull=False).order_by("pk")
    order = mine.select_related("shipment")[mine.count() // 2]
    assert order.shipment is not None
    awb, phone = order.shipment.awb or "", order.recipient_phone
    return {
        "order number": order.number,
        "start of order number": order.number[:9],
        "airway bill": awb,
        "end of airway bill": awb[-6:],
        "phone": phone.replace("62", "0", 1),
        "end of phone": phone[-4:],
        "name": order.recipient_name,
        "first name": order.recipient_name.split()[0],
        "first letter": order.recipient_name[0],
    }
