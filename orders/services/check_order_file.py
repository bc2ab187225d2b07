"""Take a file of orders in and have it checked."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.core.audit import Actor
from komship.lib.sheet_cells import Fault
from komship.lib.sheet_reading import read_lines, refusal
from orders.models import OrderImport
from orders.services._mass_switch import require_mass_orders
from orders.services._take_rows_in import take_rows_in
from orders.sheet.grouping import rows_of_file

MOST_LINES = 2_000


def check_order_file(
    partner: Partner, *, user_id: int, file_name: str, content: bytes, actor: Actor
) -> OrderImport:
    """Keep the orders of a file and begin to look them up and to price them, in the background.

    No order is stored. The partner's settings must be loaded. Raises MassOrdersOff, TooManyJobs, and
    InvalidInput by field `file` for a file or for headings that cannot be read.
    """
    require_mass_orders(partner)
    rows, faults = rows_of_file(read_lines(content, most_lines=MOST_LINES))
    if faults:
        raise refusal(_in_words(faults))
    return take_rows_in(partner, rows, user_id=user_id, name=file_name, actor=actor)


def _in_words(faults: Sequence[Fault]) -> str:
    told = [_("%(column)s: %(text)s") % {"column": fault.column, "text": fault.text} for fault in faults]
    return " ".join(text if fault.column else fault.text for fault, text in zip(faults, told, strict=True))
