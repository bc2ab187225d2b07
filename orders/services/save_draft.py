"""Keep an order that is not finished."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from komship.lib import clock
from orders.errors import DraftNotFound
from orders.models import OrderDraft
from orders.services._draft_rows import DraftContent, require_own_places, write_lines


def save_draft(
    partner_id: int, content: DraftContent, *, user_id: int, draft_id: int | None = None
) -> OrderDraft:
    """Make a draft, or give one of the seller's another content; the last to save wins.

    Takes no stock and checks no value; an existing draft's row is locked. Raises NoSuchWarehouse,
    NoSuchDestination, DraftNotFound.
    """
    require_own_places(partner_id, content)
    now = clock.now()
    with transaction.atomic():
        if draft_id is None:
            draft = OrderDraft.objects.create(
                partner_id=partner_id,
                user_id=user_id,
                # The key of the form somebody may continue it in.
                form_key=secrets.token_urlsafe(24),
                created_at=now,
                updated_at=now,
                **content.columns(),
            )
        else:
            mine = OrderDraft.objects.for_partner(partner_id).select_for_update()
            found = mine.filter(pk=draft_id).first()
            if found is None:
                raise DraftNotFound(_("Draf tidak ditemukan."))
            draft = found
            OrderDraft.objects.filter(pk=draft.pk).update(updated_at=now, **content.columns())
        write_lines(draft, content)
    return draft
