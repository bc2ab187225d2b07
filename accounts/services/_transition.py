from accounts.events import PartnerStatusChanged
from accounts.models import Partner
from accounts.states import PARTNER_MOVES, PartnerStatus
from komship.core.outbox import emit
from komship.lib.db import require_one, require_transaction
from komship.lib.errors import StaleState


def move_partner(partner_id: int, *, before: PartnerStatus, after: PartnerStatus) -> None:
    """The only writer of a partner's status; joins the caller's transaction.

    Raises StaleState when the status is no longer `before` or the move is not allowed.
    """
    require_transaction()
    if after not in PARTNER_MOVES[before]:
        raise StaleState
    require_one(Partner.objects.filter(pk=partner_id, status=before).update(status=after), StaleState())
    emit(PartnerStatusChanged(partner_id=partner_id, before=before.value, after=after.value))
