import pytest

from accounts.models import Partner
from finance.errors import SecondPersonNeeded
from finance.models import TransferProof
from finance.services import review_withdrawal, sign_withdrawal
from komship.core.jobs import private_files
from komship.lib.errors import InvalidInput, StaleState
from tests.factories.finance import WATI, make_withdrawal, operator, proof_file, purse


def test_the_first_word_approves_and_the_second_completes(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    review_withdrawal(withdrawal.pk, actor=WATI, note="cek")

    first = sign_withdrawal(withdrawal.pk, actor=operator("wati"), proofs=[proof_file()])
    assert (first.status, purse(siti_partner)) == ("approved", (0, 0, 50_000))
    second = sign_withdrawal(withdrawal.pk, actor=operator("dewi"), proofs=[proof_file(width=300)])

    assert (second.status, purse(siti_partner)) == ("completed", (0, 0, 0))
    assert TransferProof.objects.filter(withdrawal=withdrawal).count() == 2


def test_one_person_alone_completes_nothing(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    sign_withdrawal(withdrawal.pk, actor=operator("wati"))

    with pytest.raises(SecondPersonNeeded):
        sign_withdrawal(withdrawal.pk, actor=operator("wati"), proofs=[proof_file()])

    assert not TransferProof.objects.exists()
    assert private_files().listdir("transfer_proofs")[1] == []


def test_a_decided_one_and_a_bad_file(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    for name in ("wati", "dewi"):
        sign_withdrawal(withdrawal.pk, actor=operator(name))

    with pytest.raises(StaleState):
        sign_withdrawal(withdrawal.pk, actor=operator("wati"))
    with pytest.raises(InvalidInput):
        sign_withdrawal(withdrawal.pk, actor=operator("wati"), proofs=[proof_file()] * 4)
