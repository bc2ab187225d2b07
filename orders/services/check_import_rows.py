"""Say what some orders of a file would become, or everything that is wrong with them."""

import json
from collections.abc import Sequence

from django.db import connection

from komship.core.audit import Actor
from komship.lib.errors import DomainError
from orders.models import OrderImportRow
from orders.services._import_rows import Rows, faults_json, plans_for, rows_in, seller_of
from orders.services._sheet_plans import SheetPlan
from orders.sheet.faults import SheetFault
from orders.states import ImportRowState

LONGEST_PLACE = 250
_WRITE = """
UPDATE orders_orderimportrow AS r
   SET state = v.state, faults = v.faults, place = v.place, is_place_guess = v.is_place_guess,
       courier = v.courier, is_cod = v.is_cod, goods_rp = v.goods_rp, shipping_rp = v.shipping_rp,
       total_rp = v.total_rp, net_rp = v.net_rp, order_id = v.order_id
  FROM jsonb_to_recordset(%(rows)s::jsonb) AS v(
       id bigint, state text, faults jsonb, place text, is_place_guess boolean, courier text,
       is_cod boolean, goods_rp bigint, shipping_rp bigint, total_rp bigint, net_rp bigint,
       order_id bigint)
 WHERE r.id = v.id AND r.state = 'waiting'
"""
_WRITTEN = (
    "id",
    "state",
    "faults",
    "place",
    "is_place_guess",
    "courier",
    "is_cod",
    "goods_rp",
    "shipping_rp",
    "total_rp",
    "net_rp",
    "order_id",
)


def check_import_rows(rows: Rows, *, actor: Actor) -> int:
    """Check the rows of the run that wait for it; returns how many have faults.

    May ask couriers for prices, so it runs outside any transaction. Doing it again changes nothing:
    only rows that still wait are written.
    """
    seller = seller_of(rows, actor)
    waiting = list(rows_in(rows, ImportRowState.WAITING))
    try:
        plans = plans_for(seller, waiting)
    except DomainError as refused:
        for row in waiting:
            row.state = ImportRowState.FAULTY
            row.faults = faults_json([SheetFault(row.line, "", refused.message)])
    else:
        for row, plan in zip(waiting, plans, strict=True):
            _fill(row, plan)
    _write(waiting)
    return sum(row.state == ImportRowState.FAULTY for row in waiting)


def _write(rows: Sequence[OrderImportRow]) -> None:
    """All of them in one statement; `bulk_update` would send a case for every value of every row."""
    values = [{name: getattr(row, name) for name in _WRITTEN} for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, {"rows": json.dumps(values)})


def _fill(row: OrderImportRow, plan: SheetPlan) -> None:
    row.faults = faults_json(plan.faults)
    row.is_place_guess = plan.is_place_guess
    row.place = (plan.destination.label if plan.destination else plan.order.place)[:LONGEST_PLACE]
    row.is_cod = plan.is_cod
    if plan.known is not None:
        row.state, row.order, row.faults = ImportRowState.KNOWN, plan.known, []
    elif plan.plan is not None:
        price, offer = plan.plan.price, plan.plan.offer
        row.state = ImportRowState.READY
        row.courier = f"{offer.courier_name} {offer.label or offer.service_code}"[:60]
        row.goods_rp, row.shipping_rp = price.goods_rp, price.shipping_rp
        row.total_rp, row.net_rp = price.total_rp, price.net_rp
    else:
        row.state = ImportRowState.FAULTY
