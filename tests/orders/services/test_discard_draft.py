import pytest

from accounts.models import Partner
from orders.errors import DraftNotFound
from orders.models import OrderDraft, OrderDraftLine
from orders.services._draft_rows import DraftContent, DraftItem
from orders.services.discard_draft import discard_draft
from orders.services.save_draft import save_draft
from tests.factories.orders import Market


def test_a_draft_goes_for_good_and_only_by_its_seller(market: Market, rina_partner: Partner) -> None:
    content = DraftContent(items=[DraftItem(market.variant.pk, 1)])
    draft = save_draft(market.partner.pk, content, user_id=market.partner.owner_id)
    with pytest.raises(DraftNotFound):
        discard_draft(rina_partner.pk, draft.pk)
    discard_draft(market.partner.pk, draft.pk)
    assert not OrderDraft.objects.exists()
    assert not OrderDraftLine.objects.exists()
    with pytest.raises(DraftNotFound):
        discard_draft(market.partner.pk, draft.pk)
