from accounts.models import Partner, Warehouse
from orders.models import CartLine
from orders.selectors.cart import cart_rows
from orders.services._cart_items import CartItem
from orders.services.sync_cart import sync_cart
from products.models import Product, Variant
from tests.factories.orders import Market
from tests.factories.products import make_product, plain_draft


def test_lines_carry_todays_prices(market: Market) -> None:
    market.fill_cart(3)
    Variant.objects.filter(product=market.product).update(price_rp=70_000)
    (row,) = cart_rows(market.partner.owner_id)
    assert (row.quantity, row.variant.price_rp, row.subtotal_rp) == (3, 70_000, 210_000)


def test_one_cart_over_all_partners(market: Market, rina_warehouse: Warehouse) -> None:
    rina_partner = rina_warehouse.partner
    user_id = market.partner.owner_id
    theirs = make_product(rina_partner, plain_draft("Kerudung Rina"))
    market.fill_cart()
    sync_cart(user_id, rina_partner.pk, [CartItem(theirs.pk, None, 1)])
    assert [row.partner_id for row in cart_rows(user_id)] == [market.partner.pk, rina_partner.pk]
    assert [row.variant.product_id for row in cart_rows(user_id, partner_id=rina_partner.pk)] == [theirs.pk]


def test_chosen_lines_only_and_never_those_of_others(market: Market, rina_partner: Partner) -> None:
    lines = market.fill_cart()
    user_id = market.partner.owner_id
    assert [row.id for row in cart_rows(user_id, line_ids=lines)] == list(lines)
    assert cart_rows(user_id, line_ids=[]) == []
    assert cart_rows(rina_partner.owner_id, line_ids=lines) == []


def test_articles_that_are_gone_are_left_out(market: Market) -> None:
    market.fill_cart()
    Product.objects.filter(pk=market.product.pk).update(is_published=False)
    assert cart_rows(market.partner.owner_id) == []
    assert CartLine.objects.count() == 1
