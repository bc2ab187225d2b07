"""Lists of orders, alone in the house and among a million; and what people search them for."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.load import Result
from benchmarks.server import Server
from benchmarks.visitor import Visitor, ask, queries_of
from orders.models import Order, OrderLine

if TYPE_CHECKING:
    from benchmarks.report import Report

# A list of the app is two queries and who asks; a page also counts its tabs and fills its frame.
MOST_API_QUERIES, MOST_PAGE_QUERIES = 5, 12
# What one feels as immediate.
MOST_SEARCH_MS = 150
PLAIN = "list v2"
Measured = dict[str, Result]


def measure_lists(
    report: "Report",
    server: Server,
    who: Visitor,
    *,
    offset: int,
    small: Measured | None = None,
) -> Measured:
    """Every list of one seller; `small` holds what the same took when hers were the only orders."""
    measured = {}
    for name, path in _lists(who, offset).items():
        queries = queries_of(("GET", path, None), who)
        result = measured[name] = ask(server, path, who)
        report.row(name, result, queries=queries)
        most = MOST_API_QUERIES if path.startswith("/api/") else MOST_PAGE_QUERIES
        report.budget(f"at most {most} queries", holds=queries <= most)
        if small is not None:
            _compare(report, name, result, small[name])
        if report.floor is not None and name == PLAIN:
            report.budget("at most 8 times the floor", holds=result.cpu_ms <= 8 * report.floor.cpu_ms)
    return measured


def _compare(report: "Report", name: str, result: Result, small: Result) -> None:
    ratio = result.p95_ms / small.p95_ms
    report.budget(f"p95 within 1.5 times the small house's (is {ratio:.2f})", holds=ratio <= 1.5)


def _lists(who: Visitor, offset: int) -> dict[str, str]:
    seller = who.partner.pk
    lines = OrderLine.objects.for_partner(seller).order_by("-pk")
    article = lines.values_list("product_id", flat=True)[0]
    return {
        "list v1": f"/api/v1/order/{seller}?page=1&total_per_page=50",
        PLAIN: f"/api/v2/order/{seller}?limit=50&offset=0",
        "list v3": f"/api/v3/order/{seller}?limit=50&offset=0",
        f"list v2 from row {offset}": f"/api/v2/order/{seller}?limit=50&offset={offset}",
        "list v2 of an article": f"/api/v2/order/{seller}?limit=50&product_id={article}",
        "counts by status": f"/api/v1/order/count/order-problem/{seller}",
        "page /pesanan/": "/pesanan/",
        "page /pesanan/, delivered": "/pesanan/?tab=delivered",
    }


def measure_searches(report: "Report", server: Server, who: Visitor) -> None:
    """Over the API and on the page, where the tabs count what was found."""
    for name, text in _typed(who).items():
        paths = (
            f"/api/v2/order/{who.partner.pk}?" + urlencode({"search": text, "limit": 50}),
            "/pesanan/?" + urlencode({"q": text}),
        )
        for door, path in zip(("v2", "page"), paths, strict=True):
            result = ask(server, path, who)
            report.row(f"search {door} by {name}", result, queries=queries_of(("GET", path, None), who))
            report.budget(f"p95 under {MOST_SEARCH_MS} ms", holds=result.p95_ms < MOST_SEARCH_MS)


def _typed(who: Visitor) -> dict[str, str]:
    """What is read out of an order from the middle of the seller's history."""
    mine = Order.objects.for_partner(who.partner.pk).filter(shipment__awb__isnull=False).order_by("pk")
    order = mine.select_related("shipment")[mine.count() // 2]
    assert order.shipment is not None
    awb, phone = order.shipment.awb or "", order.recipient_phone
    return {
        "order number": order.number,
        "airway bill": awb,
        "end of airway bill": awb[-6:],
        "phone": phone.replace("62", "0", 1),
        "end of phone": phone[-4:],
        "name": order.recipient_name,
        "first name": order.recipient_name.split()[0],
        "first letter": order.recipient_name[0],
    }
