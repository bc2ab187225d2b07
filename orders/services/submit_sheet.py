"""Make orders of the rows of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from finance.errors import BalanceTooLow, NegativeBalance
from finance.states import PaymentMethod
from komship.lib import clock
from komship.lib.errors import DomainError, InvalidInput
from orders.models import OrderSheet
from orders.services._mass_switch import require_mass_orders
from orders.services._sheet_plans import SheetPlan, SheetSeller, is_ordered, work_out
from orders.services.place_order import store_planned
from orders.sheet.faults import SheetFault, Sort
from orders.sheet.grouping import SheetRow, grouped, keyed_by_place
from orders.sheet.limits import client_faults

MOST_ORDERS = 100


@dataclass(frozen=True, slots=True)
class Submitted:
    """`stored` counts orders that exist now, also those of an earlier call with the same rows.

    `needed_rp`: what the shipping of all transfer orders costs before cashback.
    """

    stored: int
    faults: Sequence[SheetFault]
    needed_rp: int


def submit_sheet(seller: SheetSeller, rows: Sequence[SheetRow]) -> Submitted:
    """Store every order of these rows that is right, each in its own transaction, and tell all faults of
    the others.

    The same words in the same rows are one order, however often they are sent. Rows that became orders
    leave the saved sheet; the others stay there with their faults. May ask couriers for prices before
    the transactions, which lock what `place_order` says. Raises MassOrdersOff, SellerOnHold, InvalidInput.
    """
    require_mass_orders(seller.partner)
    groups = grouped(rows)
    if not 1 <= len(groups) <= MOST_ORDERS:
        raise InvalidInput(_("Kirim 1 sampai %(most)d pesanan sekaligus.") % {"most": MOST_ORDERS})
    plans = work_out(seller, keyed_by_place(groups, today=clock.today()))
    for plan in plans:
        if plan.known is None:
            plan.faults += client_faults(plan.order)
            _store(plan)
    _settle_sheet(seller.partner.pk, plans)
    return Submitted(
        stored=sum(not plan.faults for plan in plans),
        faults=[fault for plan in plans for fault in plan.faults],
        needed_rp=sum(_shipping(plan) for plan in plans),
    )


def _store(plan: SheetPlan) -> None:
    if plan.faults or plan.new is None or plan.plan is None:
        return
    try:
        with transaction.atomic():
            store_planned(plan.new, plan.plan)
    except IntegrityError:
        # The same row at the same moment: the other call has stored it, which is all that is wanted.
        if not is_ordered(plan):
            raise
    except (BalanceTooLow, NegativeBalance) as refused:
        plan.faults.append(SheetFault(plan.order.line, "", refused.message, Sort.MONEY))
    except DomainError as refused:
        plan.faults.append(SheetFault(plan.order.line, "", refused.message, Sort.STATE))


def _shipping(plan: SheetPlan) -> int:
    is_transfer = plan.order.method == PaymentMethod.BANK_TRANSFER
    return plan.plan.price.shipping_rp if plan.plan and is_transfer else 0


def _settle_sheet(partner_id: int, plans: Sequence[SheetPlan]) -> None:
    """Rows are found by what they say: a client may have moved them since it saved the sheet."""
    with transaction.atomic():
        sheet = OrderSheet.objects.for_partner(partner_id).select_for_update().first()
        if sheet is None:
            return
        kept = list(sheet.rows)
        for plan in plans:
            texts = [fault.text for fault in plan.faults]
            for row in plan.source.rows:
                _settle_row(kept, dict(row.cells), texts)
        if kept != sheet.rows:
            OrderSheet.objects.filter(pk=sheet.pk).update(rows=kept)


def _settle_row(kept: list[dict[str, Any]], cells: dict[str, str], faults: list[str]) -> None:
    said = {key: text for key, text in cells.items() if text and key != "code"}
    for place, row in enumerate(kept):
        if {key: text for key, text in row["cells"].items() if text} == said:
            kept[place : place + 1] = [{**row, "faults": faults}] if faults else []
            return
