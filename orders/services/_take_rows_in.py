"""Rows of a file, or of the sheet, on their way to become orders."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import Partner
from komship.core import audit
from komship.core.audit import Actor
from komship.lib import clock
from orders.models import OrderImport, OrderImportRow
from orders.services._import_rows import CHECK, begin_job
from orders.sheet.grouping import OrderRows, SheetRow, grouped, keyed

LONGEST_NAME = 60


def take_rows_in(
    partner: Partner, rows: Sequence[SheetRow], *, user_id: int, name: str, actor: Actor
) -> OrderImport:
    """Keep the orders of these rows and begin to look them up and to price them, in the background.

    No order is stored. Raises TooManyJobs.
    """
    orders = keyed(grouped(rows), today=clock.today())
    with transaction.atomic():
        work = OrderImport.objects.create(
            partner=partner, user_id=user_id, file_name=name[-120:], total=len(orders)
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
