"""Keep the sheet that a seller's people type many orders into."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.lib import clock
from orders.errors import SheetMoved
from orders.models import OrderSheet
from orders.services._mass_switch import require_mass_orders

Cells = Mapping[str, str]


def save_sheet(
    partner: Partner, rows: Sequence[Cells], *, user_id: int, seen: datetime | None = None
) -> OrderSheet:
    """Replace the partner's one sheet; blank rows at its end are left out. Locks it.

    `seen`: when the sheet that these rows grew from was saved. A newer one of somebody else is not replaced;
    None replaces whatever stands there. The partner's settings must be loaded. Raises MassOrdersOff,
    SheetMoved.
    """
    require_mass_orders(partner)
    kept = [dict(row) for row in rows]
    while kept and not any(kept[-1].values()):
        kept.pop()
    with transaction.atomic():
        mine = OrderSheet.objects.select_for_update(of=("self",)).for_partner(partner.pk)
        there = mine.select_related("saved_by").first() if seen else None
        if there is not None and there.saved_at != seen and there.saved_by_id != user_id:
            told = _(
                "Lembar ini baru diubah %(name)s, jadi ketikanmu di sini belum tersimpan."
                " Tekan Periksa semua, atau muat ulang halaman untuk melihat lembarnya."
            )
            raise SheetMoved(told % {"name": there.saved_by.full_name or there.saved_by.username})
        sheet, _made = OrderSheet.objects.update_or_create(
            partner=partner,
            defaults={
                "saved_by_id": user_id,
                "rows": [{"cells": row, "faults": []} for row in kept],
                "saved_at": clock.now(),
            },
        )
    return sheet
