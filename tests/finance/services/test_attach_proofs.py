import pytest

from accounts.models import Partner
from finance.models import TransferProof
from finance.services import attach_proofs, reject_withdrawal
from komship.core.jobs import private_files
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput, NotFound, StaleState
from tests.factories.finance import WATI, make_withdrawal, operator, proof_file


def test_kept_privately_under_a_name_of_ours(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)

    (proof,) = attach_proofs(withdrawal.pk, [proof_file(name="../bukti.png")], actor=operator("wati"))

    assert (proof.title, proof.content_type, proof.uploaded_by) == (
        "bukti.png",
        "image/png",
        proof.uploaded_by,
    )
    with private_files().open(proof.file) as file:
        assert file.read() == proof_file().content
    assert AuditEntry.objects.filter(action="finance.transfer_proof_kept").count() == 1


def test_the_same_one_is_kept_once(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    files = [proof_file(), proof_file()]

    first = attach_proofs(withdrawal.pk, files, actor=WATI)
    again = attach_proofs(withdrawal.pk, [proof_file()], actor=WATI)

    assert len({row.pk for row in [*first, *again]}) == TransferProof.objects.count() == 1


def test_three_for_a_withdrawal(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    attach_proofs(withdrawal.pk, [proof_file(width=n) for n in (301, 302)], actor=WATI)

    with pytest.raises(InvalidInput):
        attach_proofs(withdrawal.pk, [proof_file(width=n) for n in (303, 304)], actor=WATI)

    assert TransferProof.objects.count() == 2


def test_none_where_no_money_is_sent(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    reject_withdrawal(withdrawal.pk, actor=WATI, note="nama beda")

    with pytest.raises(StaleState):
        attach_proofs(withdrawal.pk, [proof_file()], actor=WATI)
    with pytest.raises(NotFound):
        attach_proofs(404, [proof_file()], actor=WATI)
