"""Make orders of some rows of a file, each at most once."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from komship.core.audit import Actor
from komship.lib.errors import DomainError
from komship.lib.money import rupiah
from orders.models import Order, OrderImportRow
from orders.services._import_rows import Rows, faults_json, plans_for, rows_in, seller_of
from orders.services._sheet_plans import SheetPlan, is_ordered
from orders.services.place_order import store_planned
from orders.sheet.faults import SheetFault
from orders.states import ImportRowState


def store_import_rows(rows: Rows, *, actor: Actor) -> int:
    """Store the ready rows of the run at the price that was shown; returns how many became orders.

    Looks all of them up at once outside any transaction (may ask couriers), then stores each in its own,
    which locks the row first and then what `place_order` says. What cannot be stored any more keeps its
    reason in the row and stops nothing. May be repeated at any time: a row that is not ready is left
    alone, and the request key of its lines stands for one order.
    """
    seller = seller_of(rows, actor)
    ready = list(rows_in(rows, ImportRowState.READY))
    try:
        plans = plans_for(seller, ready)
    except DomainError as refused:
        for row in ready:
            _refuse(row, [SheetFault(row.line, "", refused.message)])
        return 0
    return sum(_store(row, plan) for row, plan in zip(ready, plans, strict=True))


def _store(row: OrderImportRow, plan: SheetPlan) -> bool:
    if plan.known is not None:
        _settle(row, ImportRowState.KNOWN, plan.known)
        return False
    faults = plan.faults or _price_moved(row, plan)
    if faults:
        _refuse(row, faults)
        return False
    try:
        return _store_once(row, plan)
    except IntegrityError:
        if not is_ordered(plan):
            raise
        # The same lines from another file at the same moment: the next check will find their order.
        _refuse(row, [SheetFault(row.line, "", _("Pesanan yang sama baru saja dibuat. Periksa ulang."))])
    except DomainError as refused:
        _refuse(row, [SheetFault(row.line, "", refused.message)])
    return False


def _store_once(row: OrderImportRow, plan: SheetPlan) -> bool:
    """The order and the mark on its row, together or not at all."""
    if plan.new is None or plan.plan is None:
        return False
    with transaction.atomic():
        if not _claim(row):
            return False
        order = store_planned(plan.new, plan.plan)
        _settle(row, ImportRowState.STORED, order)
    return True


def _claim(row: OrderImportRow) -> bool:
    """Lock the row while it is still ready: a second worker waits here and then finds it stored."""
    mine = OrderImportRow.objects.select_for_update(no_key=True)
    return mine.filter(pk=row.pk, state=ImportRowState.READY).values_list("pk").first() is not None


def _settle(row: OrderImportRow, state: ImportRowState, order: Order) -> None:
    ready = OrderImportRow.objects.filter(pk=row.pk, state=ImportRowState.READY)
    ready.update(state=state, order=order, faults=[])


def _refuse(row: OrderImportRow, faults: Iterable[SheetFault]) -> None:
    ready = OrderImportRow.objects.filter(pk=row.pk, state=ImportRowState.READY)
    ready.update(state=ImportRowState.FAULTY, faults=faults_json(faults))


def _price_moved(row: OrderImportRow, plan: SheetPlan) -> list[SheetFault]:
    """The seller agreed to what the check showed; another total is not hers yet."""
    if plan.plan is None or plan.plan.price.total_rp == row.total_rp:
        return []
    told = _("Total sekarang %(now)s, tadi %(before)s. Periksa ulang.")
    amounts = {"now": rupiah(plan.plan.price.total_rp), "before": rupiah(row.total_rp)}
    return [SheetFault(row.line, "", told % amounts)]
