import pytest

from accounts.models import Partner
from orders.errors import DraftNotFound
from orders.models import OrderDraft
from orders.selectors.drafts import (
    DraftFilters,
    DraftTable,
    draft_detail,
    draft_list,
    draft_rows,
    picked_in_draft,
)
from orders.services._draft_rows import DraftContent, DraftItem
from orders.services.save_draft import save_draft
from products.services import delete_product
from tests.factories.orders import Market
from tests.factories.products import make_product, only_variant, plain_draft


def kept(market: Market, name: str, *items: DraftItem, **values: object) -> OrderDraft:
    content = DraftContent(customer_name=name, items=items, **values)  # type: ignore[arg-type]
    return save_draft(market.partner.pk, content, user_id=market.partner.owner_id)


def names(market: Market, **filters: object) -> list[str]:
    found = draft_list(market.partner.pk, DraftFilters(**filters))  # type: ignore[arg-type]
    return [draft.customer_name for draft in found]


def test_filters(market: Market) -> None:
    first = kept(market, "Ayu", DraftItem(market.variant.pk, 1), customer_phone="0812777")
    kept(market, "Bimo", warehouse_id=market.warehouse.pk)
    assert names(market) == ["Bimo", "Ayu"]
    assert names(market, search="ayu") == names(market, search="777") == ["Ayu"]
    assert names(market, warehouse_id=market.warehouse.pk) == ["Bimo"]
    assert names(market, product_id=market.product.pk) == ["Ayu"]
    assert names(market, first_on=first.created_at.date()) == []


def test_articles_as_they_are_sold_today(market: Market) -> None:
    gone = make_product(market.partner, plain_draft("Pashmina"))
    items = [DraftItem(only_variant(gone).pk, 1), DraftItem(market.variant.pk, 2)]
    draft = kept(market, "Ayu", *items)
    assert picked_in_draft(draft) == [(item.variant_id, item.quantity) for item in items]
    delete_product(market.partner.pk, product_id=gone.pk)
    (row,) = draft_rows(draft_list(market.partner.pk), limit=5)
    (article,) = row.articles
    assert (article.quantity, article.available, row.goods_rp) == (2, 10, 100_000)


def test_a_page_of_them(market: Market) -> None:
    for name in ("Ayu", "Bimo", "Citra"):
        kept(market, name)
    table = DraftTable(draft_list(market.partner.pk))
    assert len(table) == 3
    assert [row.draft.customer_name for row in table[1:3]] == ["Bimo", "Ayu"]
    assert table[0].draft.customer_name == "Citra"


def test_those_of_others_are_not_there(market: Market, rina_partner: Partner) -> None:
    draft = kept(market, "Ayu")
    with pytest.raises(DraftNotFound):
        draft_detail(rina_partner.pk, draft.pk)
    assert not draft_list(rina_partner.pk).exists()
