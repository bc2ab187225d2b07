"""Go on with a draft: its articles lie in the caller's cart again."""

from django.db import transaction

from komship.lib import clock
from orders.models import CartLine
from orders.selectors.drafts import DraftRow


def resume_draft(row: DraftRow, *, user_id: int) -> dict[int, int]:
    """Cart line ids by variant. Lines are made or set to the draft's quantity, others stay, so
    asking again changes nothing."""
    now = clock.now()
    with transaction.atomic():
        CartLine.objects.bulk_create(
            [
                CartLine(
                    user_id=user_id,
                    partner_id=row.draft.partner_id,
                    variant_id=article.variant.variant_id,
                    quantity=article.quantity,
                    created_at=now,
                )
                for article in sorted(row.articles, key=lambda found: found.variant.variant_id)
            ],
            update_conflicts=True,
            unique_fields=["user", "partner", "variant"],
            update_fields=["quantity"],
        )
    mine = CartLine.objects.of_user(user_id).for_partner(row.draft.partner_id)
    wanted = [article.variant.variant_id for article in row.articles]
    return dict(mine.filter(variant_id__in=wanted).values_list("variant_id", "id"))
