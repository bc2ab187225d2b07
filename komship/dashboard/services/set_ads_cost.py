"""Say what advertising cost on a day."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core import audit
from komship.core.audit import Actor
from komship.dashboard.models import AdsCost
from komship.lib import clock
from komship.lib.errors import InvalidInput

MOST_RP = 100_000_000_000


def set_ads_cost(day: date, cost_rp: int, *, note: str = "", actor: Actor) -> AdsCost:
    """The cost of a Jakarta day in whole rupiah; saying it again replaces it. Audited with before and after.

    Raises InvalidInput for a day to come or an amount out of range.
    """
    if day > clock.today():
        raise InvalidInput(fields={"day": [_("Hari itu belum tiba.")]})
    if not 0 <= cost_rp <= MOST_RP:
        raise InvalidInput(fields={"cost_rp": [_("Isi biaya antara Rp 0 dan Rp 100 miliar.")]})
    with transaction.atomic():
        values = {"cost_rp": cost_rp, "note": note.strip()[:200]}
        stamps = {"changed_by_id": actor.user_id, "changed_at": clock.now()}
        row, is_new = AdsCost.objects.select_for_update().get_or_create(day=day, defaults=values | stamps)
        before = None if is_new else {"cost_rp": row.cost_rp, "note": row.note}
        if before == values:
            return row
        if before is not None:
            for name, value in (values | stamps).items():
                setattr(row, name, value)
            row.save(update_fields=["cost_rp", "note", "changed_by", "changed_at"])
        audit.record("dashboard.ads_cost", row, actor=actor, change=(before, values))
    return row
