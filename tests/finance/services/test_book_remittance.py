from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from finance import chart
from finance.models import CodDifference, Entry, RemittanceLine
from finance.services import Receipt, book_remittance, discard_remittance, receive_return
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.errors import InvalidInput, StaleState
from tests.factories.finance import balance, operator
from tests.factories.remittances import booked, delivered, line, make_format, matched

pytestmark = pytest.mark.django_db


def platform() -> dict[str, int]:
    """What the platform's accounts hold, debits positive."""
    refs = (
        chart.BANK,
        chart.COD_RECEIVABLE,
        chart.COD_COST_EXPENSE,
        chart.SUSPENSE,
        chart.COURIER_PAYABLE,
    )
    return {ref.code: -balance(ref) for ref in refs if balance(ref)}


def test_a_statement_that_fits_settles_what_the_courier_owes(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    delivered(siti_partner, "KOM2")
    remittance = booked(matched(make_format(), line("KOM1"), line("KOM2")))

    assert platform() == {"bank": 222_300, "exp:cod_cost": 5_700}
    entry = remittance.entry
    assert entry is not None
    assert (entry.kind, entry.reference) == ("cod_remitted", f"CODR{remittance.pk:06d}")
    assert RemittanceLine.objects.counted().count() == 2
    assert not CodDifference.objects.exists()
    assert AuditEntry.objects.get(action="finance.remittance_booked").user_label == "wati"


def test_what_does_not_fit_lies_in_suspense_case_by_case(siti_partner: Partner) -> None:
    for number in ("LESS", "FEE", "TWICE"):
        delivered(siti_partner, number)
    remittance = matched(
        make_format(),
        line("LESS", 100_000, 2_500),
        line("FEE", fee_rp=3_000),
        line("TWICE"),
        line("TWICE"),
        line("NOBODY", 50_000, 1_250),
    )
    booked(remittance, remittance.promised_rp - 700)

    open_rp = sum(CodDifference.objects.values_list("amount_rp", flat=True))
    assert platform() == {
        "bank": remittance.promised_rp - 700,
        "exp:cod_cost": 2_500 + 2_850 + 2_850,
        "suspense": open_rp,
    }
    receipt = CodDifference.objects.get(kind="receipt")
    assert (receipt.amount_rp, receipt.line) == (700, None)


def test_a_courier_that_bills_its_fee_is_owed_it(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(withholds_fee=False), line("KOM1", fee_rp=3_000)))

    assert platform() == {
        "bank": 114_000,
        "exp:cod_cost": 2_850,
        "suspense": 150,
        "courier:payable": -3_000,
    }


def test_what_was_missing_is_listed(siti_partner: Partner) -> None:
    form = make_format()
    delivered(siti_partner, "KOM1")
    matched(form, line("X"))
    assert CodDifference.objects.filter(kind="missing", status="open").exists()

    booked(matched(form, line("KOM1"), number="S2"))

    missing = CodDifference.objects.get(kind="missing")
    assert (missing.status, missing.resolution, missing.entry) == ("resolved", "listed", None)


def test_booking_matches_once_more(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    remittance = matched(make_format(), line("KOM1"))
    with transaction.atomic():
        receive_return("KOM1", received_at=clock.now())

    booked(remittance)

    assert remittance.lines.get().kind == "not_due"
    assert platform() == {"bank": 111_150, "suspense": -111_150}


def test_it_is_booked_once_and_stays(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    remittance = booked(matched(make_format(), line("KOM1")))

    with pytest.raises(StaleState):
        booked(remittance)
    with pytest.raises(StaleState):
        discard_remittance(remittance.pk, actor=operator("wati"))
    assert Entry.objects.filter(kind="cod_remitted").count() == 1


def test_a_statement_of_nothing_posts_nothing() -> None:
    remittance = booked(matched(make_format(), "JN0,,0,0,"))
    assert (remittance.status, remittance.entry) == ("booked", None)


def test_a_receipt_says_when_how_much_and_where(siti_partner: Partner) -> None:
    remittance = matched(make_format(), line("KOM1"))
    late = Receipt(received_rp=-1, received_on=clock.today() + timedelta(days=1), bank_reference=" ")

    with pytest.raises(InvalidInput) as refused:
        book_remittance(remittance.pk, late, actor=operator("wati"))

    assert set(refused.value.fields) == {"received_rp", "received_on", "bank_reference"}
    remittance.refresh_from_db()
    assert remittance.status == "ready"


def test_the_database_counts_a_parcel_once(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("KOM1"), line("KOM1")))
    twin = RemittanceLine.objects.get(kind="duplicate")

    with pytest.raises(IntegrityError, match="remittance_parcel_counted_once"), transaction.atomic():
        RemittanceLine.objects.filter(pk=twin.pk).update(is_counted=True, expected_rp=0)
