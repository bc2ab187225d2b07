from komship.core.drain import drain
from orders.models import CartLine
from products.services import delete_product
from tests.factories.orders import Market
from tests.factories.products import make_product, plain_draft


def test_a_deleted_product_leaves_all_carts_and_only_it(market: Market) -> None:
    market.fill_cart()
    other = make_product(market.partner, plain_draft("Mukena Katun"))
    delete_product(market.partner.pk, product_id=other.pk)
    drain()
    assert CartLine.objects.count() == 1
    delete_product(market.partner.pk, product_id=market.product.pk)
    drain()
    assert not CartLine.objects.exists()
