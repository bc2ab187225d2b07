"""Take a file of orders in and have it checked."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.core import audit
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.sheet_cells import Fault
from komship.lib.sheet_reading import read_lines, refusal
from orders.models import OrderImport, OrderImportRow
from orders.services._import_rows import CHECK, begin_job
from orders.services._mass_switch import require_mass_orders
from orders.sheet.grouping import OrderRows, grouped, keyed, rows_of_file

MOST_LINES = 2_000
LONGEST_NAME = 60


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
    orders = keyed(grouped(rows), today=clock.today())
    with transaction.atomic():
        work = OrderImport.objects.create(
            partner=partner, user_id=user_id, file_name=file_name[-120:], total=len(orders)
        )
        OrderImportRow.objects.bulk_create(
            (_row(work, position, order) for position, order in enumerate(orders, 1)), batch_size=500
        )
        lines = [(position, order.rows[0].number) for position, order in enumerate(orders, 1)]
        work.job = begin_job(work, CHECK, lines, actor)
        audit.record("orders.import_sent", work, actor=actor, change=(None, {"orders": len(orders)}))
    return work


def _row(work: OrderImport, position: int, order: OrderRows) -> OrderImportRow:
    first = order.rows[0]
    return OrderImportRow(
        order_import=work,
        position=position,
        line=first.number,
        lines=order.to_json(),
        request_key=order.request_key,
        name=first.cells.get("name", "")[:LONGEST_NAME],
    )


def _in_words(faults: Sequence[Fault]) -> str:
    told = [_("%(column)s: %(text)s") % {"column": fault.column, "text": fault.text} for fault in faults]
    return " ".join(text if fault.column else fault.text for fault, text in zip(faults, told, strict=True))
