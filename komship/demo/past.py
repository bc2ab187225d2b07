"""Ninety days of orders, written in bulk but decided by the same rules as live ones.

Prices come from the rule of orders, statuses from the fold of courier scans, money through the
finance services with the clock turned back. `checks.py` proves that the result adds up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from finance.states import PaymentMethod
from komship.demo import names
from komship.demo.cast import Shop
from komship.demo.journeys import Leg, lasts, scans_of
from komship.lib import clock
from orders.rules import Price, Rates, Wishes, price_order
from products.models import Variant
from shipping.carriers.base import Scan
from shipping.carriers.jne.statuses import classify
from shipping.models import CourierService, Destination, FeeWindow
from shipping.rules.weight import whole_kg
from shipping.sandbox.tariffs import tariff_rows
from shipping.states import FoldResult, ShipmentStatus, fold_scans

DAYS = 90
# Of a hundred orders older than a week; younger ones stand where their age allows.
_ENDS = (
    ("delivered", 70),
    ("delivered_late", 9),
    ("returned", 8),
    ("returning", 3),
    ("problem", 2),
    ("lost", 1),
    ("damaged", 1),
    ("cancelled", 4),
    ("deleted", 2),
)


@dataclass(frozen=True)
class Article:
    variant: Variant
    quantity: int


@dataclass
class PastOrder:
    """One order of the past, decided but not yet written."""

    shop: Shop
    number: str
    created_at: datetime
    end: str
    method: PaymentMethod
    warehouse_index: int
    destination: Destination
    articles: list[Article]
    recipient: tuple[str, str, str]
    price: Price
    weight_g: int
    service: CourierService
    window: FeeWindow
    awb: str | None = None
    booked_at: datetime | None = None
    scans: list[Scan] = field(default_factory=list)
    fold: FoldResult | None = None

    @property
    def shipment_status(self) -> ShipmentStatus:
        if self.fold is not None:
            return self.fold.status
        return ShipmentStatus.CANCELLED if self.end == "cancelled" else ShipmentStatus.READY_TO_SHIP


class Author:
    """Makes up orders one after the other; equal seeds and days make equal pasts."""

    def __init__(self, shops: tuple[Shop, Shop], *, seed: int = 1) -> None:
        self.chance = Random(seed)
        self.shops = shops
        self.destinations = list(Destination.objects.order_by("pk"))
        self.service = CourierService.objects.select_related("courier").get(code="REG19")
        self.window = FeeWindow.objects.valid_at(clock.now()).get(service=self.service)

    def orders(self, count: int) -> Iterator[PastOrder]:
        """`count` orders over the last ninety days, oldest first."""
        now = clock.now()
        moments = sorted(now - timedelta(minutes=self._minutes_ago()) for _ in range(count))
        for index, moment in enumerate(moments, 1):
            yield self._order(index, moment, now)

    def _minutes_ago(self) -> int:
        """More orders lately, and a quarter of them in the last four days, where things happen."""
        if self.chance.random() < 0.25:
            return self.chance.randrange(30, 4 * 24 * 60)
        return int(DAYS * 24 * 60 * self.chance.random() ** 1.3) + 30

    def _order(self, index: int, created_at: datetime, now: datetime) -> PastOrder:
        chance = self.chance
        shop = self.shops[0] if chance.random() < 0.85 else self.shops[1]
        warehouse_index = min(int(chance.random() ** 2 * 3), len(shop.warehouses) - 1)
        origin = shop.warehouses[warehouse_index].origin_code
        destination, per_route = self._route(origin)
        articles = self._articles(shop)
        weight_g = sum(article.quantity * article.variant.product.weight_g for article in articles)
        goods_rp = sum(article.quantity * article.variant.price_rp for article in articles)
        method = PaymentMethod.COD if chance.random() < 0.75 else PaymentMethod.BANK_TRANSFER
        kilograms = whole_kg(weight_g, round_up_from_g=self.service.round_up_from_g)
        rates = Rates(
            shipping_rp=per_route * kilograms,
            cashback_bp=self.window.cashback_bp,
            cod_fee_bp=self.window.cod_fee_bp,
            vat_bp=self.window.vat_bp,
        )
        order = PastOrder(
            shop=shop,
            number=f"KOM{clock.wib(created_at):%y%m%d}{index:06d}",
            created_at=created_at,
            end=self._end(now - created_at),
            method=method,
            warehouse_index=warehouse_index,
            destination=destination,
            articles=articles,
            recipient=self._recipient(),
            price=price_order(goods_rp, rates, Wishes(method=method)),
            weight_g=weight_g,
            service=self.service,
            window=self.window,
        )
        self._ship(order, index, now)
        return order

    def _route(self, origin: str) -> tuple[Destination, int]:
        while True:
            destination = self.chance.choice(self.destinations)
            rows = tariff_rows(origin, destination.tariff_code, 1) or []
            prices = [int(row["price"] or 0) for row in rows if row["service_code"] == "REG19"]
            if prices:
                return destination, prices[0]

    def _articles(self, shop: Shop) -> list[Article]:
        count = 1 + (self.chance.random() < 0.3) + (self.chance.random() < 0.1)
        variants = self.chance.sample(shop.variants, count)
        return [Article(variant, 1 + (self.chance.random() < 0.25)) for variant in variants]

    def _recipient(self) -> tuple[str, str, str]:
        chance = self.chance
        name = f"{chance.choice(names.FIRST_NAMES)} {chance.choice(names.LAST_NAMES)}"
        # A few hundred buyers come back: phones repeat.
        phone = f"6281{chance.randrange(10, 99)}{chance.randrange(100):03d}{chance.randrange(10):04d}"
        street = chance.choice(names.STREETS)
        house, rt, rw = chance.randrange(1, 200), chance.randrange(1, 9), chance.randrange(1, 9)
        line = f"Jl. {street} No. {house}, RT 0{rt} RW 0{rw}"
        return name, phone, line

    def _end(self, age: timedelta) -> str:
        """How an order of this age ends, or where it stands."""
        hours = age.total_seconds() / 3600
        if hours < 6:
            return "created"
        if hours < 24:
            return self.chance.choice(("created", "waiting", "waiting", "picked_up"))
        ends = [(end, share) for end, share in _ENDS if end in ("cancelled", "deleted") or lasts(end) < age]
        if hours < 100:
            ends += [("transit", 40), ("delivering", 15), ("picked_up", 10), ("problem", 6)]
        ends = [(end, share) for end, share in ends if end in ("cancelled", "deleted") or lasts(end) < age]
        choices, weights = zip(*(ends or [("waiting", 1)]), strict=True)
        return str(self.chance.choices(choices, weights)[0])

    def _ship(self, order: PastOrder, index: int, now: datetime) -> None:
        if order.end in ("created", "deleted"):
            return
        order.booked_at = order.created_at + timedelta(minutes=20 + self.chance.randrange(90))
        order.awb = f"0160{clock.wib(order.created_at):%y%m}{index:08d}"
        if order.end == "cancelled":
            return
        leg = Leg(
            origin=order.shop.warehouses[order.warehouse_index].city.upper(),
            destination=order.destination.city.upper(),
            recipient=order.recipient[0].upper(),
        )
        scans = scans_of(order.end, order.booked_at, leg, self.chance)
        order.scans = [scan for scan in scans if scan.occurred_at < now]
        if order.scans:
            order.fold = fold_scans(ShipmentStatus.READY_TO_SHIP, map(classify, order.scans))
