"""Keep what stands in the desk's form, again and again, without anybody asking for it."""

from django.db import transaction

from komship.lib import clock
from orders.models import Order, OrderDraft
from orders.services._draft_rows import DraftContent, write_lines


def autosave_draft(
    partner_id: int, content: DraftContent, *, user_id: int, form_key: str
) -> OrderDraft | None:
    """One draft per form, made at the first pause and brought up to date at each later one.

    None when the form has become an order meanwhile: a pause that arrives late must not bring it
    back. Locks the draft. Places and articles in `content` have to be the seller's.
    """
    now = clock.now()
    with transaction.atomic():
        draft, _is_new = OrderDraft.objects.select_for_update().get_or_create(
            partner_id=partner_id,
            form_key=form_key,
            defaults={"user_id": user_id, "created_at": now, "updated_at": now},
        )
        # An order that is being stored at this very moment may not find the draft; whoever continues
        # it is told that its form was stored, and `place_order` takes it away then.
        if Order.objects.for_partner(partner_id).filter(request_key=form_key).exists():
            draft.delete()
            return None
        OrderDraft.objects.filter(pk=draft.pk).update(updated_at=now, **content.columns())
        write_lines(draft, content)
    return draft
