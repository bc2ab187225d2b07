from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Warehouse
from orders.selectors.sheets import sheet_choices
from products.models import Product
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, make_product


def test_what_the_cells_can_be_chosen_from(market: Market) -> None:
    make_product(market.partner, colour_and_size_draft("Gamis Katun"))
    hidden = make_product(market.partner, colour_and_size_draft("Gamis Draf"))
    Product.objects.filter(pk=hidden.pk).update(is_published=False)
    with CaptureQueriesContext(connection) as captured:
        choices = sheet_choices(market.partner.pk)
    assert len(captured) == 6
    assert choices.warehouses == list(Warehouse.objects.values_list("name", flat=True))
    assert [(row.name, row.variants[:1]) for row in choices.products] == [
        ("Gamis Katun", ["Merah, S"]),
        (market.product.name, []),
    ]
    assert (choices.regular_couriers, choices.cargo_couriers) == (["JNE"], ["JNE"])
