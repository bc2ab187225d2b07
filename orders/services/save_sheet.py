"""Keep the sheet that a seller's people type many orders into."""

from collections.abc import Mapping, Sequence

from accounts.models import Partner
from komship.lib import clock
from orders.models import OrderSheet
from orders.services._mass_switch import require_mass_orders

Cells = Mapping[str, str]


def save_sheet(partner: Partner, rows: Sequence[Cells], *, user_id: int) -> OrderSheet:
    """Replace the partner's one sheet, whoever saved it before; blank rows at its end are left out.

    The partner's settings must be loaded. Raises MassOrdersOff.
    """
    require_mass_orders(partner)
    kept = [dict(row) for row in rows]
    while kept and not any(kept[-1].values()):
        kept.pop()
    sheet, _made = OrderSheet.objects.update_or_create(
        partner=partner,
        defaults={
            "saved_by_id": user_id,
            "rows": [{"cells": row, "faults": []} for row in kept],
            "saved_at": clock.now(),
        },
    )
    return sheet
