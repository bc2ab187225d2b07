"""Have the orders of the sheet checked."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from orders.models import OrderImport, OrderSheet
from orders.services._mass_switch import require_mass_orders
from orders.services._take_rows_in import take_rows_in
from orders.sheet.grouping import SheetRow


def check_sheet(
    partner: Partner, rows: Sequence[SheetRow], *, user_id: int, name: str, actor: Actor
) -> OrderImport:
    """Take these rows in as those of a file, under this name; the saved sheet is blank afterwards.

    No order is stored. The partner's settings must be loaded. Raises MassOrdersOff, TooManyJobs, and
    InvalidInput by field `rows` when there are none.
    """
    require_mass_orders(partner)
    if not rows:
        text = _("Isi paling tidak satu baris.")
        raise InvalidInput(text, fields={"rows": [text]})
    with transaction.atomic():
        work = take_rows_in(partner, rows, user_id=user_id, name=name, actor=actor)
        OrderSheet.objects.for_partner(partner.pk).update(rows=[])
    return work
