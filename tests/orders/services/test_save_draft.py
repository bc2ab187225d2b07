import pytest

from accounts.models import Partner, Warehouse
from orders.errors import DraftNotFound, NoSuchDestination, NoSuchWarehouse
from orders.models import OrderDraft
from orders.services._draft_rows import DraftContent, DraftItem
from orders.services.save_draft import save_draft
from tests.factories.orders import Market


def saved(market: Market, content: DraftContent, draft_id: int | None = None) -> OrderDraft:
    return save_draft(market.partner.pk, content, user_id=market.partner.owner_id, draft_id=draft_id)


def test_a_draft_takes_nothing(market: Market) -> None:
    draft = saved(market, DraftContent(items=[DraftItem(market.variant.pk, 2)] * 2))
    assert draft.lines.get().quantity == 4
    assert market.stock.reserved == 0


def test_other_content_and_the_same_articles(market: Market) -> None:
    draft = saved(market, DraftContent(items=[DraftItem(market.variant.pk, 2)]))
    saved(market, DraftContent(customer_name="Ayu", items=None), draft.pk)
    draft.refresh_from_db()
    assert draft.customer_name == "Ayu"
    assert draft.lines.get().quantity == 2


def test_articles_of_others_and_odd_quantities_are_left_out(market: Market) -> None:
    items = [DraftItem(999_999, 1), DraftItem(market.variant.pk, 0)]
    assert not saved(market, DraftContent(items=items)).lines.exists()


def test_places_have_to_be_there(market: Market, rina_warehouse: Warehouse) -> None:
    with pytest.raises(NoSuchWarehouse):
        saved(market, DraftContent(warehouse_id=rina_warehouse.pk))
    with pytest.raises(NoSuchDestination):
        saved(market, DraftContent(destination_id=999_999))
    assert not OrderDraft.objects.exists()


def test_a_draft_of_somebody_else_is_not_there(market: Market, rina_partner: Partner) -> None:
    draft = saved(market, DraftContent())
    with pytest.raises(DraftNotFound):
        save_draft(rina_partner.pk, DraftContent(), user_id=rina_partner.owner_id, draft_id=draft.pk)
