import pytest

from komship.lib.errors import InvalidInput
from orders.errors import UnknownVariant
from orders.models import CartLine
from orders.services._cart_items import CartItem
from orders.services.sync_cart import sync_cart
from products.models import VariantOption
from products.services import delete_product
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, make_product


def sync(market: Market, *items: CartItem) -> list[tuple[int, int]]:
    rows = sync_cart(market.partner.owner_id, market.partner.pk, items)
    return [(row.variant.product_id, row.quantity) for row in rows]


def test_the_payload_is_the_whole_cart(market: Market) -> None:
    other = make_product(market.partner, colour_and_size_draft())
    leaf = VariantOption.objects.filter(axis__product=other, parent__isnull=False).order_by("pk")[0]
    both = (CartItem(market.product.pk, None, 2), CartItem(other.pk, leaf.pk, 1))
    assert sync(market, *both) == [(market.product.pk, 2), (other.pk, 1)]
    assert sync(market, CartItem(market.product.pk, None, 3)) == [(market.product.pk, 3)]
    assert CartLine.objects.count() == 1
    assert sync(market) == []


def test_a_line_keeps_its_id_while_it_stays(market: Market) -> None:
    (first,) = sync_cart(market.partner.owner_id, market.partner.pk, [CartItem(market.product.pk, None, 1)])
    (again,) = sync_cart(market.partner.owner_id, market.partner.pk, [CartItem(market.product.pk, None, 5)])
    assert (first.id, again.quantity) == (again.id, 5)


def test_the_same_article_twice_is_one_line_shown_twice(market: Market) -> None:
    item = CartItem(market.product.pk, None, 2)
    assert sync(market, item, item) == [(market.product.pk, 4)] * 2


@pytest.mark.parametrize("quantity", [0, -1, 151])
def test_quantities_have_limits(market: Market, quantity: int) -> None:
    with pytest.raises(InvalidInput):
        sync(market, CartItem(market.product.pk, None, quantity))


def test_what_is_not_for_sale_changes_nothing(market: Market) -> None:
    market.fill_cart(2)
    with pytest.raises(UnknownVariant):
        sync(market, CartItem(999_999, None, 1))
    with pytest.raises(UnknownVariant):
        sync(market, CartItem(market.product.pk, 999_999, 1))
    delete_product(market.partner.pk, product_id=market.product.pk, actor=market.actor)
    with pytest.raises(UnknownVariant):
        sync(market, CartItem(market.product.pk, None, 1))
    assert CartLine.objects.get().quantity == 2
