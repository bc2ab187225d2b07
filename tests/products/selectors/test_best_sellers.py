from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Partner
from products.models import Product, VariantOption
from products.selectors import BestSeller, Period, best_sellers
from products.services import StockLine, consume_stock, delete_product, put_back_stock, reserve_stock
from tests.factories.products import only_variant, variant_named

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))


def sell(product: Product, pieces: int, when: datetime, name: str = "") -> None:
    variant = variant_named(product, name) if name else only_variant(product)
    reference = f"KOM{product.pk}-{name}-{when:%m%d%H}"
    with time_machine.travel(when, tick=False):
        warehouse_id = product.partner.warehouses.get().pk
        reserve_stock([StockLine(variant.pk, warehouse_id, pieces)], reference=reference)
        consume_stock(reference)


def sold_in_may(partner: Partner, limit: int = 3) -> list[BestSeller]:
    return best_sellers(partner.pk, MAY, limit=limit)


def test_most_first_with_the_change_since_april(
    siti_partner: Partner, jilbab: Product, gamis: Product
) -> None:
    sell(jilbab, 4, datetime(2026, 4, 30, 12, tzinfo=UTC))
    sell(jilbab, 3, datetime(2026, 5, 10, tzinfo=UTC))
    sell(gamis, 4, datetime(2026, 5, 11, tzinfo=UTC), "Merah, S")
    sell(gamis, 1, datetime(2026, 5, 12, tzinfo=UTC), "Biru, M")

    first, second = sold_in_may(siti_partner)

    assert (first.name, first.sold, first.sold_before, first.change_percent) == ("Gamis Polos", 5, 0, 100)
    assert (second.name, second.sold, second.sold_before, second.change_percent) == (
        "Jilbab Segi Empat",
        3,
        4,
        -25,
    )
    names = dict(VariantOption.objects.filter(axis__product=gamis).values_list("pk", "name"))
    told = sorted((names[pk], pieces) for pk, pieces in first.sold_by_option.items() if pieces)
    assert told == [("Biru", 1), ("M", 1), ("Merah", 4), ("S", 4)]


def test_days_are_days_in_jakarta(siti_partner: Partner, jilbab: Product) -> None:
    sell(jilbab, 1, datetime(2026, 4, 30, 16, 59, tzinfo=UTC))
    sell(jilbab, 2, datetime(2026, 4, 30, 17, 0, tzinfo=UTC))
    sell(jilbab, 4, datetime(2026, 5, 31, 17, 0, tzinfo=UTC))

    assert [(row.sold, row.sold_before) for row in sold_in_may(siti_partner)] == [(2, 1)]


def test_what_came_back_was_not_sold(siti_partner: Partner, jilbab: Product) -> None:
    sell(jilbab, 2, datetime(2026, 5, 2, tzinfo=UTC))
    sell(jilbab, 3, datetime(2026, 5, 3, tzinfo=UTC))
    put_back_stock(f"KOM{jilbab.pk}--050300")

    assert [row.sold for row in sold_in_may(siti_partner)] == [2]


def test_limit_deleted_products_and_strangers(
    siti_partner: Partner, rina_partner: Partner, jilbab: Product, gamis: Product
) -> None:
    sell(jilbab, 1, datetime(2026, 5, 2, tzinfo=UTC))
    sell(gamis, 2, datetime(2026, 5, 2, tzinfo=UTC), "Merah, S")

    assert [row.product_id for row in sold_in_may(siti_partner, limit=1)] == [gamis.pk]
    assert sold_in_may(rina_partner) == []
    delete_product(siti_partner.pk, product_id=gamis.pk)
    assert [row.product_id for row in sold_in_may(siti_partner)] == [jilbab.pk]


def test_at_most_five_queries(siti_partner: Partner, jilbab: Product, gamis: Product) -> None:
    sell(jilbab, 1, datetime(2026, 5, 2, tzinfo=UTC))
    sell(gamis, 2, datetime(2026, 5, 2, tzinfo=UTC), "Merah, S")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        sold_in_may(siti_partner)

    assert len(asked) == 5


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 2, 1), date(2026, 2, 28), (date(2026, 1, 1), date(2026, 1, 31))),
        (date(2026, 1, 1), date(2026, 1, 15), (date(2025, 12, 1), date(2025, 12, 15))),
        (date(2026, 3, 29), date(2026, 3, 30), (date(2026, 2, 28), date(2026, 2, 28))),
    ],
)
def test_the_month_before(first: date, last: date, before: tuple[date, date]) -> None:
    assert Period(first, last).month_before() == Period(*before)
