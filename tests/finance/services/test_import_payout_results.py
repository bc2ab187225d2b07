import pytest

from accounts.models import Partner
from finance import chart
from finance.errors import InPayoutBatch
from finance.models import PayoutItem, Withdrawal
from finance.services import AfterFailure, complete_withdrawal, make_payout_batch, reject_withdrawal
from finance.services.import_payout_results import PayoutResults
from komship.lib.errors import Conflict, InvalidInput
from tests.factories.finance import balance, operator, purse
from tests.factories.payouts import bank_says, draft_of, numbers_of, outcomes_of, released_to


def test_paid_ones_complete_and_the_batch_ends(siti_partner: Partner) -> None:
    batch = released_to([siti_partner])
    (number,) = numbers_of(batch)

    done = bank_says(batch, f"{number},Berhasil,FT991,,50000")

    assert done == PayoutResults(paid=1, failed=0, known=0, waiting=0)
    row = Withdrawal.objects.get()
    assert (row.status, row.completed_by, row.review_note) == ("completed", None, f"{batch.number} FT991")
    assert (purse(siti_partner), balance(chart.BANK)) == ((0, 0, 0), 50_000)
    batch.refresh_from_db()
    assert batch.status == "finished"


def test_the_same_file_again_changes_nothing(siti_partner: Partner, rina_partner: Partner) -> None:
    batch = released_to([siti_partner, rina_partner])
    lines = [f"{number},gagal,,rekening tutup,50.000" for number in numbers_of(batch)]
    bank_says(batch, *lines)

    again = bank_says(batch, *lines, then=AfterFailure.REJECT)

    assert again == PayoutResults(paid=0, failed=0, known=2, waiting=0)
    assert purse(siti_partner) == (0, 0, 50_000)


def test_failed_ones_wait_for_another_batch(siti_partner: Partner, rina_partner: Partner) -> None:
    batch = released_to([siti_partner, rina_partner])

    done = bank_says(batch, f"{numbers_of(batch)[0]},failed,,rekening tutup,")

    assert done == PayoutResults(paid=0, failed=1, known=0, waiting=1)
    assert (outcomes_of(batch), purse(siti_partner)) == (["failed", "pending"], (0, 0, 50_000))
    again = Withdrawal.objects.for_partner(siti_partner.pk).get()
    assert again.status == "approved"
    assert make_payout_batch([again.pk], actor=operator("wati")).item_count == 1


def test_or_are_rejected_with_the_money_back(siti_partner: Partner) -> None:
    batch = released_to([siti_partner])

    bank_says(batch, f"{numbers_of(batch)[0]},gagal,,rekening tutup,", then=AfterFailure.REJECT)

    row = Withdrawal.objects.get()
    assert (row.status, row.review_note) == ("rejected", "rekening tutup")
    assert purse(siti_partner) == (50_000, 0, 0)


def test_every_fault_at_once_and_nothing_is_booked(siti_partner: Partner, rina_partner: Partner) -> None:
    batch, other = released_to([siti_partner]), released_to([rina_partner])
    (mine,), (foreign,) = numbers_of(batch), numbers_of(other)

    with pytest.raises(InvalidInput) as refused:
        bank_says(batch, f"{mine},paid,FT1,,49999", f"{foreign},paid,,,", f"{mine},paid,,,", "X,entah,,,lima")

    fields = refused.value.fields
    assert list(fields) == ["Baris 2", "Baris 3", "Baris 4", "Baris 5"]
    assert "Nominalnya lain" in fields["Baris 2"][0]
    assert "Tidak ada di batch ini" in fields["Baris 3"][0]
    assert "baris 2" in fields["Baris 4"][0]
    assert len(fields["Baris 5"]) == 3
    assert set(PayoutItem.objects.values_list("outcome", flat=True)) == {"pending"}


def test_a_bank_that_changes_its_mind_is_a_matter_for_people(siti_partner: Partner) -> None:
    batch = released_to([siti_partner])
    (number,) = numbers_of(batch)
    bank_says(batch, f"{number},paid,FT1,,")

    with pytest.raises(InvalidInput) as refused:
        bank_says(batch, f"{number},failed,,,")

    assert "Terkirim" in refused.value.fields["Baris 2"][0]
    assert Withdrawal.objects.get().status == "completed"


def test_not_before_it_was_released(siti_partner: Partner) -> None:
    batch = draft_of([siti_partner])

    with pytest.raises(Conflict):
        bank_says(batch, f"{numbers_of(batch)[0]},paid,,,")


def test_while_it_waits_nobody_decides_alone(siti_partner: Partner) -> None:
    batch = released_to([siti_partner])
    row = Withdrawal.objects.get()

    with pytest.raises(InPayoutBatch, match=batch.number):
        complete_withdrawal(row.pk, actor=operator("dewi"))
    with pytest.raises(InPayoutBatch, match=batch.number):
        reject_withdrawal(row.pk, actor=operator("dewi"), note="salah")
