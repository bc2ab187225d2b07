from orders.models import OrderDraft
from orders.services._draft_rows import DraftContent, DraftItem
from orders.services.autosave_draft import autosave_draft
from tests.factories.orders import Market


def pause(market: Market, name: str, pieces: int = 1) -> OrderDraft | None:
    content = DraftContent(customer_name=name, items=[DraftItem(market.variant.pk, pieces)])
    return autosave_draft(market.partner.pk, content, user_id=market.partner.owner_id, form_key="form-1")


def test_a_form_has_one_draft(market: Market) -> None:
    pause(market, "Ay")
    pause(market, "Ayu", pieces=3)
    draft = OrderDraft.objects.get()
    assert draft.customer_name == "Ayu"
    assert draft.lines.get().quantity == 3
    assert market.stock.reserved == 0


def test_the_order_takes_its_draft_away(market: Market) -> None:
    pause(market, "Ayu")
    market.order(request_key="form-1")
    assert not OrderDraft.objects.exists()


def test_a_late_pause_does_not_bring_the_form_back(market: Market) -> None:
    market.order(request_key="form-1")
    assert pause(market, "Ayu") is None
    assert not OrderDraft.objects.exists()


def test_a_form_that_was_stored_before_loses_what_was_left_of_it(market: Market) -> None:
    market.order(request_key="form-1")
    OrderDraft.objects.create(
        partner=market.partner,
        user=market.partner.owner,
        form_key="form-1",
        created_at=market.partner.created_at,
        updated_at=market.partner.created_at,
    )
    market.order(request_key="form-1")
    assert not OrderDraft.objects.exists()
