"""Have the orders of the sheet checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from orders.models import OrderImport, OrderSheet
from orders.services._mass_switch import require_mass_orders
from orders.services._take_rows_in import take_rows_in
from orders.sheet.grouping import SheetRow


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """`seen`: when the saved sheet that the rows grew from was saved; None when there was none."""

    name: str
    rows: Sequence[SheetRow]
    seen: datetime | None


def check_sheet(partner: Partner, sheet: TypedSheet, *, user_id: int, actor: Actor) -> OrderImport:
    """Take these rows in as those of a file; the saved sheet they grew from is blank afterwards.

    No order is stored. The partner's settings must be loaded. Raises MassOrdersOff, TooManyJobs, and
    InvalidInput by field `rows` when there are none.
    """
    require_mass_orders(partner)
    if not sheet.rows:
        text = _("Isi paling tidak satu baris.")
        raise InvalidInput(text, fields={"rows": [text]})
    with transaction.atomic():
        work = take_rows_in(partner, sheet.rows, user_id=user_id, name=sheet.name, actor=actor)
        if sheet.seen is not None:
            OrderSheet.objects.for_partner(partner.pk).filter(saved_at=sheet.seen).update(rows=[])
    return work
