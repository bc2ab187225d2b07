"""A seller's month with everything in it, for statements and files."""

from django.db import transaction

from accounts.models import Partner
from finance.models import Withdrawal
from finance.services import (
    Charge,
    cancel_parcel,
    charge_seller,
    complete_withdrawal,
    deliver_parcel,
    open_parcel,
    receive_return,
    refund_charge,
    ship_parcel,
    start_return,
)
from finance.services.reward_points import reward_points
from finance.states import EntryKind
from komship.lib import clock
from tests.factories.finance import WATI, cod_terms, fund, make_approved, shipped, transfer_terms


def live_through(partner: Partner, tag: str = "") -> Withdrawal:
    """Points, top-up, holds, a delivery that turns into a return, services, and a withdrawal paid out."""
    with transaction.atomic():
        reward_points(partner.pk, amount_rp=30_000, key=f"R{tag}")
    fund(partner, 200_000, reference=f"TOP{tag}")
    for number in (1, 2):
        with transaction.atomic():
            open_parcel(transfer_terms(partner, f"TF{number}{tag}"))
    with transaction.atomic():
        cancel_parcel(f"TF1{tag}")
        ship_parcel(f"TF2{tag}")
    for number in (1, 2, 3):
        shipped(cod_terms(partner, f"COD{number}{tag}"))
        with transaction.atomic():
            deliver_parcel(f"COD{number}{tag}", delivered_at=clock.now())
    with transaction.atomic():
        start_return(f"COD3{tag}")
        receive_return(f"COD3{tag}", received_at=clock.now())
        wanted = {"kind": EntryKind.FULFILMENT_FEE, "amount_rp": 6_000}
        for number in (1, 2):
            charge_seller(Charge(partner_id=partner.pk, key=f"F{number}{tag}", **wanted))  # type: ignore[arg-type]
        refund_charge(partner.pk, key=f"F1{tag}")
    return complete_withdrawal(make_approved(partner).pk, actor=WATI)
