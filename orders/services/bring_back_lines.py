"""Put the lines of an import that need a hand back into the sheet."""

from django.db import transaction

from accounts.models import Partner
from komship.lib import clock
from orders.models import OrderSheet
from orders.selectors.imports import faulty_lines
from orders.services._import_rows import locked_import
from orders.services._mass_switch import require_mass_orders
from orders.sheet.grouping import Cells


def bring_back_lines(partner: Partner, import_id: int, *, user_id: int) -> None:
    """Append the faulty lines with their reasons to the partner's sheet, unless they stand there already.

    The partner's settings must be loaded. Locks the import, then the sheet. Raises MassOrdersOff,
    ImportNotFound, ImportBusy.
    """
    with transaction.atomic():
        work = locked_import(partner.pk, import_id)
        require_mass_orders(partner)
        now = clock.now()
        sheet, _made = OrderSheet.objects.select_for_update().get_or_create(
            partner=partner, defaults={"saved_by_id": user_id, "saved_at": now}
        )
        there = [_said(row["cells"]) for row in sheet.rows]
        sheet.rows += [
            {"cells": said, "faults": reasons}
            for said, reasons in ((_said(cells), reasons) for cells, reasons in faulty_lines(work))
            if said not in there
        ]
        sheet.saved_by_id, sheet.saved_at = user_id, now
        sheet.save(update_fields=["rows", "saved_by", "saved_at"])


def _said(cells: Cells) -> dict[str, str]:
    """Without the cells that were left blank."""
    return {key: text for key, text in cells.items() if text}
