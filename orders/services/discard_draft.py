"""Throw a draft away."""

from django.utils.translation import gettext as _

from orders.errors import DraftNotFound
from orders.models import OrderDraft


def discard_draft(partner_id: int, draft_id: int) -> None:
    """Nothing hangs on a draft, so it is gone for good. Raises DraftNotFound."""
    _total, deleted = OrderDraft.objects.for_partner(partner_id).filter(pk=draft_id).delete()
    if not deleted:
        raise DraftNotFound(_("Draf tidak ditemukan."))
