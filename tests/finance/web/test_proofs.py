"""Proofs of transfers are shown to ops and to the seller the money went to, to nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Partner, User
from finance.models import TransferProof
from finance.selectors.transfer_proofs import LINK_LIVES_S, proof_token
from finance.services import attach_proofs
from finance.transfer_proofs import ProofFile
from komship.core.jobs import private_files
from komship.lib import clock
from tests.factories.finance import WATI, make_withdrawal, proof_file

PDF = ProofFile("bukti.pdf", b"%PDF-1.7\n%%EOF")


@pytest.fixture
def proof(siti_partner: Partner) -> TransferProof:
    (row,) = attach_proofs(make_withdrawal(siti_partner).pk, [proof_file()], actor=WATI)
    return row


def own(proof: TransferProof) -> str:
    return reverse("finance:proof", args=[proof.pk])


def link(proof: TransferProof) -> str:
    return reverse("finance:proof_link", args=[proof_token(proof.pk)])


def test_its_seller_sees_it(siti_web: Client, proof: TransferProof) -> None:
    shown = siti_web.get(reverse("finance:withdrawal", args=[proof.withdrawal_id])).content.decode()
    answer = siti_web.get(own(proof))

    assert own(proof) in shown
    assert b"".join(answer) == proof_file().content
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Content-Disposition"].startswith("inline")


def test_a_pdf_is_kept_not_shown(siti_web: Client, siti_partner: Partner) -> None:
    (row,) = attach_proofs(make_withdrawal(siti_partner).pk, [PDF], actor=WATI)
    assert siti_web.get(own(row))["Content-Disposition"] == 'attachment; filename="bukti.pdf"'


def test_a_stranger_and_nobody_do_not(rina_web: Client, rina_partner: Partner, proof: TransferProof) -> None:
    assert rina_web.get(own(proof)).status_code == 404
    assert Client().get(own(proof)).status_code == 302
    assert rina_web.get(reverse("admin:finance_withdrawal_proof", args=[proof.pk])).status_code == 302


def test_ops_do(wati_web: Client, wati: User, proof: TransferProof) -> None:
    address = reverse("admin:finance_withdrawal_proof", args=[proof.pk])
    assert b"".join(wati_web.get(address)) == proof_file().content
    assert wati_web.get(reverse("admin:finance_withdrawal_proof", args=[404])).status_code == 404
    User.objects.filter(pk=wati.pk).update(is_superuser=False)
    assert wati_web.get(address).status_code == 404


def test_an_address_shows_one_proof_for_an_hour(proof: TransferProof) -> None:
    address = link(proof)
    assert b"".join(Client().get(address)) == proof_file().content
    assert Client().get(f"{address[:-1]}x/").status_code == 404
    with time_machine.travel(clock.now() + timedelta(seconds=LINK_LIVES_S + 2)):
        assert Client().get(address).status_code == 404


def test_a_file_that_is_gone(siti_web: Client, proof: TransferProof) -> None:
    private_files().delete(proof.file)
    assert siti_web.get(own(proof)).status_code == 404
