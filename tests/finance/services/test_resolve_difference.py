import pytest

from accounts.models import Partner
from finance import chart
from finance.errors import ResolutionRefused
from finance.models import CodDifference, RemittanceLine
from finance.services import propose_write_off, resolve_difference
from finance.states import Resolution
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput, NotFound, StaleState
from tests.factories.finance import balance, operator
from tests.factories.remittances import (
    booked,
    delivered,
    kinds_of,
    line,
    make_format,
    matched,
    only_difference,
)

pytestmark = pytest.mark.django_db


def end(resolution: Resolution, reason: str = "FT9") -> CodDifference:
    open_ones = CodDifference.objects.exclude(status="resolved")
    return resolve_difference(open_ones.get().pk, resolution, actor=operator("wati"), reason=reason)


def test_the_courier_pays_the_rest_later(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("KOM1", 100_000, 2_500)))

    ended = end(Resolution.PAID_LATER)

    assert ended.entry is not None
    assert (ended.status, ended.reason, ended.entry.memo) == ("resolved", "FT9", "KOM1 FT9")
    assert (balance(chart.SUSPENSE), -balance(chart.BANK)) == (0, 111_500)
    assert AuditEntry.objects.get(action="finance.difference_resolved").reason == "FT9"


def test_a_missing_parcel_is_paid_outside_of_statements(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    matched(make_format(), line("X"))
    missing = CodDifference.objects.get(kind="missing")

    resolve_difference(missing.pk, Resolution.PAID_LATER, actor=operator("wati"), reason="FT9")

    assert (balance(chart.COD_RECEIVABLE), -balance(chart.BANK)) == (0, 114_000)


@pytest.mark.parametrize(("fee_rp", "cost_rp"), [(3_000, 3_000), (2_000, 2_000)])
def test_another_fee_is_accepted(siti_partner: Partner, fee_rp: int, cost_rp: int) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("KOM1", fee_rp=fee_rp)))

    end(Resolution.FEE_ACCEPTED)

    assert (balance(chart.SUSPENSE), -balance(chart.COD_COST_EXPENSE)) == (0, cost_rp)


def test_a_wrong_line_is_as_if_it_had_never_come(siti_partner: Partner) -> None:
    form = make_format()
    delivered(siti_partner, "KOM1")
    booked(matched(form, line("KOM1", 100_000, 2_500)))

    end(Resolution.IGNORED, "kurir salah ketik")

    # What it brought is the courier's; the parcel owes as before, and the right line counts.
    assert -balance(chart.COD_RECEIVABLE) == 114_000
    assert balance(chart.COURIER_PAYABLE) == 97_500
    assert (balance(chart.SUSPENSE), balance(chart.COD_COST_EXPENSE)) == (0, 0)
    assert RemittanceLine.objects.get().kind == "ignored"
    assert kinds_of(matched(form, line("KOM1"), number="S2")) == {"JNKOM1": "matched"}


def test_money_for_nobodys_parcel_is_owed_back(siti_partner: Partner) -> None:
    booked(matched(make_format(), line("NOBODY", 50_000, 1_250)))

    end(Resolution.IGNORED)

    assert (balance(chart.SUSPENSE), balance(chart.COURIER_PAYABLE)) == (0, 48_750)


def test_a_wrong_fee_is_owed_by_the_courier_and_its_parcel_stays_paid(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("KOM1", fee_rp=3_000)))

    end(Resolution.IGNORED)

    assert (balance(chart.SUSPENSE), -balance(chart.COURIER_PAYABLE)) == (0, 150)
    assert RemittanceLine.objects.counted().count() == 1


def test_a_missing_parcel_may_be_let_go_without_an_entry(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    matched(make_format(), line("X"))
    missing = CodDifference.objects.get(kind="missing")

    ended = resolve_difference(missing.pk, Resolution.IGNORED, actor=operator("wati"), reason="retur")

    assert (ended.entry, -balance(chart.COD_RECEIVABLE)) == (None, 114_000)


def test_what_cannot_be_is_refused_and_changes_nothing(siti_partner: Partner) -> None:
    remittance = matched(make_format(), line("NOBODY"))
    difference = only_difference()

    with pytest.raises(ResolutionRefused, match="Bukukan laporannya dulu"):
        end(Resolution.IGNORED)
    booked(remittance)
    with pytest.raises(ResolutionRefused, match="tidak bisa diselesaikan dengan"):
        end(Resolution.FEE_ACCEPTED)
    with pytest.raises(ResolutionRefused, match="langkah sendiri"):
        end(Resolution.WRITTEN_OFF)
    with pytest.raises(InvalidInput):
        end(Resolution.IGNORED, " ")
    with pytest.raises(NotFound):
        resolve_difference(0, Resolution.IGNORED, actor=operator("wati"), reason="x")
    difference.refresh_from_db()
    assert difference.status == "open"


def test_too_much_money_is_not_paid_later(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("KOM1", 120_000, 3_000)))

    with pytest.raises(ResolutionRefused, match="uangnya lebih"):
        end(Resolution.PAID_LATER)


def test_once_is_enough(siti_partner: Partner) -> None:
    booked(matched(make_format(), line("NOBODY")))
    difference = end(Resolution.IGNORED)

    with pytest.raises(StaleState):
        resolve_difference(difference.pk, Resolution.IGNORED, actor=operator("dewi"), reason="x")
    with pytest.raises(StaleState):
        propose_write_off(difference.pk, actor=operator("dewi"), reason="x")
