"""Every kind of line is planted, and found."""

from datetime import timedelta

import pytest
from django.db import transaction

from accounts.models import Partner
from finance.models import CodDifference, Remittance
from finance.services import (
    assign_differences,
    deliver_parcel,
    describe_parcel,
    discard_remittance,
    match_remittance,
    resolve_difference,
)
from finance.states import Resolution
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.errors import StaleState
from tests.factories.finance import cod_terms, operator, shipped
from tests.factories.remittances import booked, delivered, kinds_of, line, make_format, matched

pytestmark = pytest.mark.django_db


def differences() -> dict[str, tuple[str, int]]:
    rows = CodDifference.objects.select_related("line", "parcel")
    return {(row.line.cnote if row.line else str(row.parcel)): (row.kind, row.amount_rp) for row in rows}


@pytest.fixture
def planted(siti_partner: Partner) -> Remittance:
    """A statement with one line of every kind, and a parcel that none names."""
    form = make_format()
    for number in ("OK", "SLOW", "LESS", "FEE", "TWICE", "PAID", "GONE"):
        delivered(siti_partner, number, days_ago=8 if number == "SLOW" else 4)
    delivered(siti_partner, "FRESH", days_ago=3)
    delivered(siti_partner, "OTHER", courier="SAP")
    shipped(cod_terms(siti_partner, "MOVING"))
    with transaction.atomic():
        describe_parcel("MOVING", cnote="JNMOVING", courier_name="JNE")
    booked(matched(form, line("PAID"), number="S0", period_until=clock.today() - timedelta(days=9)))
    return matched(
        form,
        line("OK", fee_rp=2_851),
        line("SLOW"),
        line("LESS", 100_000, 2_500),
        line("FEE", fee_rp=3_000),
        line("TWICE"),
        line("TWICE"),
        line("PAID"),
        line("MOVING"),
        line("NOBODY", 50_000, 1_250),
    )


def test_every_kind_is_told_apart(planted: Remittance) -> None:
    assert list(planted.lines.order_by("line").values_list("cnote", "kind", "gap_rp")) == [
        ("JNOK", "matched", 0),
        ("JNSLOW", "late", 0),
        ("JNLESS", "amount_differs", 14_000),
        ("JNFEE", "fee_differs", 150),
        ("JNTWICE", "matched", 0),
        ("JNTWICE", "duplicate", -111_150),
        ("JNPAID", "duplicate", -111_150),
        ("JNMOVING", "not_due", -111_150),
        ("JNNOBODY", "unknown", -48_750),
    ]
    assert planted.lines.get(cnote="JNSLOW").days == 6


def test_what_does_not_fit_is_to_be_found_out(planted: Remittance) -> None:
    assert differences() == {
        "JNLESS": ("amount_differs", 14_000),
        "JNFEE": ("fee_differs", 150),
        "JNTWICE": ("duplicate", -111_150),
        "JNPAID": ("duplicate", -111_150),
        "JNMOVING": ("not_due", -111_150),
        "JNNOBODY": ("unknown", -48_750),
        "GONE": ("missing", 114_000),
    }


def test_an_order_number_stands_in_for_an_unknown_airway_bill(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    remittance = matched(make_format(), "LAIN1,kom1,114000,2850,")

    assert kinds_of(remittance) == {"LAIN1": "matched"}


def test_without_a_column_of_fees_none_is_judged(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    remittance = matched(make_format(fee_heading="", withholds_fee=False), line("KOM1"))

    row = remittance.lines.get()
    assert (row.kind, row.fee_rp, row.cost_rp, row.gap_rp) == ("matched", None, 0, 0)


def test_vat_on_the_couriers_fee(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    # 114000 at 2.5 % is 2850, with 11 % on top 3163.5.
    remittance = matched(make_format(fee_vat_bp=1_100, fee_tolerance_rp=0), line("KOM1", fee_rp=3_164))

    assert remittance.lines.get().kind == "matched"


def test_matching_again_follows_the_books_and_keeps_who_is_at_it(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner, "KOM1"))
    remittance = matched(make_format(), line("KOM1"), line("NOBODY"))
    wati = operator("wati")
    ids = list(CodDifference.objects.values_list("pk", flat=True))
    assign_differences(ids, actor=wati, user_id=wati.user_id, note="tanya kurir")
    with transaction.atomic():
        describe_parcel("KOM1", cnote="JNKOM1", courier_name="JNE")
        deliver_parcel("KOM1", delivered_at=clock.now() - timedelta(days=3))

    match_remittance(remittance.pk, actor=wati)
    match_remittance(remittance.pk, actor=wati)

    assert kinds_of(remittance) == {"JNKOM1": "matched", "JNNOBODY": "unknown"}
    left = CodDifference.objects.get()
    assert (left.kind, left.note, left.assigned_to_id) == ("unknown", "tanya kurir", wati.user_id)
    assert AuditEntry.objects.filter(action="finance.remittance_matched").count() == 2


def test_a_missing_parcel_is_missing_once_and_only_where_asked(siti_partner: Partner) -> None:
    form = make_format(starts_on=clock.today() - timedelta(days=30))
    delivered(siti_partner, "KOM1")
    delivered(siti_partner, "OLD", days_ago=40)
    first = matched(form, line("X"))
    matched(form, line("Y"), number="S2")

    missing = CodDifference.objects.get(kind="missing")
    assert (missing.remittance, str(missing.parcel)) == (first, "KOM1")

    discard_remittance(first.pk, actor=operator("wati"))
    assert not CodDifference.objects.filter(kind="missing").exists()


def test_what_was_paid_outside_of_statements_is_a_duplicate_in_the_next(siti_partner: Partner) -> None:
    form = make_format()
    delivered(siti_partner, "KOM1")
    matched(form, line("X"))
    missing = CodDifference.objects.get(kind="missing")
    resolve_difference(missing.pk, Resolution.PAID_LATER, actor=operator("wati"), reason="FT2")

    assert kinds_of(matched(form, line("KOM1"), number="S2")) == {"JNKOM1": "duplicate"}


def test_a_booked_statement_is_not_matched_again(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    remittance = booked(matched(make_format(), line("KOM1")))

    with pytest.raises(StaleState):
        match_remittance(remittance.pk, actor=operator("wati"))
