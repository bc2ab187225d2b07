from orders.models import CartLine
from orders.selectors.drafts import draft_list, draft_rows
from orders.services._draft_rows import DraftContent, DraftItem
from orders.services.resume_draft import resume_draft
from orders.services.save_draft import save_draft
from tests.factories.orders import Market
from tests.factories.products import make_product, only_variant, plain_draft


def test_articles_lie_in_the_cart_beside_what_was_there(market: Market) -> None:
    other = make_product(market.partner, plain_draft("Pashmina"))
    content = DraftContent(items=[DraftItem(only_variant(other).pk, 3)])
    save_draft(market.partner.pk, content, user_id=market.partner.owner_id)
    (row,) = draft_rows(draft_list(market.partner.pk), limit=1)
    market.fill_cart(2)

    first = resume_draft(row, user_id=market.partner.owner_id)

    assert resume_draft(row, user_id=market.partner.owner_id) == first
    line = CartLine.objects.get(pk=first[only_variant(other).pk])
    assert line.quantity == 3
    assert CartLine.objects.count() == 2
