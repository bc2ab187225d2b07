"""Couriers' COD statements: formats, files, and statements at each step."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from accounts.models import Partner
from finance.models import CodDifference, ParcelMoney, Remittance, RemittanceFormat
from finance.services import (
    NewRemittance,
    Receipt,
    book_remittance,
    check_remittance,
    deliver_parcel,
    describe_parcel,
    start_remittance_import,
)
from finance.services.read_remittance import read_remittance
from komship.core.audit import Actor
from komship.lib import clock
from tests.factories.finance import cod_terms, operator, shipped

HEADINGS = "No. Resi,No. Order,Nilai COD,Biaya,Tgl Bayar"


def make_format(name: str = "JNE", **changes: Any) -> RemittanceFormat:
    """JNE keeps 2.5 % and pays within three days; asked about since a year ago."""
    values = {
        "couriers": [name],
        "awb_heading": "No. Resi|AWB",
        "amount_heading": "Nilai COD",
        "fee_heading": "Biaya",
        "reference_heading": "No. Order",
        "paid_on_heading": "Tgl Bayar",
        "starts_on": clock.today() - timedelta(days=365),
    }
    return RemittanceFormat.objects.create(name=name, **values | changes)


def delivered(
    partner: Partner, number: str, *, days_ago: int = 4, courier: str = "JNE", **terms: Any
) -> ParcelMoney:
    """A delivered COD parcel of 114000 with the airway bill JN<number>."""
    shipped(cod_terms(partner, number, **terms))
    with transaction.atomic():
        describe_parcel(number, cnote=f"JN{number}", courier_name=courier)
        return deliver_parcel(number, delivered_at=clock.now() - timedelta(days=days_ago))


def line(number: str, amount_rp: int = 114_000, fee_rp: int = 2_850, days_ago: int = 2) -> str:
    """A line of the courier's file about the parcel of that number; 2850 is 2.5 % of 114000."""
    paid = clock.today() - timedelta(days=days_ago)
    return f"JN{number},,{amount_rp},{fee_rp},{paid:%d/%m/%Y}"


def sheet(*lines: str) -> bytes:
    return "\n".join(["PT Kurir,,,,", HEADINGS, *lines, "TOTAL,,1,1,"]).encode()


def uploaded(
    form: RemittanceFormat, *lines: str, number: str = "S1", actor: Actor | None = None, **changes: Any
) -> Remittance:
    values: dict[str, Any] = {
        "format_id": form.pk,
        "number": number,
        "period_until": clock.today() - timedelta(days=1),
        "file_name": f"{number}.csv",
        "content": sheet(*lines),
    }
    return check_remittance(NewRemittance(**values | changes), actor=actor or operator("wati"))


def matched(form: RemittanceFormat, *lines: str, number: str = "S1", **changes: Any) -> Remittance:
    """A statement whose lines are read and matched, without the job in between."""
    remittance = uploaded(form, *lines, number=number, **changes)
    start_remittance_import(remittance.pk, actor=operator("wati"))
    return read_remittance(remittance.pk)


def booked(remittance: Remittance, received_rp: int | None = None) -> Remittance:
    """Confirmed at the bank; by default what the statement promises."""
    promised = remittance.promised_rp if received_rp is None else received_rp
    receipt = Receipt(received_rp=promised, received_on=clock.today(), bank_reference="FT1")
    return book_remittance(remittance.pk, receipt, actor=operator("wati"))


def kinds_of(remittance: Remittance) -> dict[str, str]:
    return dict(remittance.lines.values_list("cnote", "kind"))


def only_difference() -> CodDifference:
    return CodDifference.objects.get()
