from django.db import transaction
from django.utils.translation import gettext as _

from finance.errors import TopUpNotFound
from finance.models import TopUp
from finance.services._top_up import credit
from finance.states import TopUpStatus
from komship.core.audit import Actor, record
from komship.lib.errors import StaleState


def accept_top_up(top_up_id: int, *, actor: Actor, reason: str) -> TopUp:
    """Credit what really was paid for a top-up whose money did not fit its invoice.

    An ops decision, audited, once. Locks the top-up, then the seller's account. Raises TopUpNotFound,
    StaleState when it does not wait for a decision.
    """
    with transaction.atomic():
        top_up = TopUp.objects.select_for_update(no_key=True).filter(pk=top_up_id).first()
        if top_up is None:
            raise TopUpNotFound
        if top_up.status != TopUpStatus.CHECKING:
            raise StaleState(_("Isi saldo ini tidak menunggu keputusan."), number=top_up.number)
        credit(top_up, amount_rp=top_up.paid_rp, actor=actor.label[:80], note=reason[:255])
        record("finance.top_up_accepted", top_up, actor=actor, reason=reason)
        return top_up
