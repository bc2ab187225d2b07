from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import PartnerNotServed
from accounts.models import Partner
from accounts.services._transition import move_partner
from accounts.states import PartnerStatus
from komship.core.audit import Actor, record
from komship.lib import clock
from komship.lib.errors import InvalidInput


def judge_partner(partner_id: int, *, verdict: PartnerStatus, reason: str, actor: Actor) -> None:
    """Hold, block or release a partner. The reason is kept in the audit trail.

    Raises InvalidInput without a reason, PartnerNotServed, StaleState when it stands so already.
    """
    if not reason.strip():
        text = _("Tuliskan alasannya.")
        raise InvalidInput(text, fields={"reason": [text]})
    with transaction.atomic():
        partner = Partner.objects.filter(pk=partner_id).first()
        if partner is None:
            raise PartnerNotServed
        before = PartnerStatus(partner.status)
        move_partner(partner_id, before=before, after=verdict)
        Partner.objects.filter(pk=partner_id).update(judged_at=clock.now())
        record(
            "partner.judged",
            partner,
            actor=actor,
            reason=reason.strip(),
            change=({"status": before.value}, {"status": verdict.value}),
        )
