"""Proofs of transfers: only for ops and for the seller the money went to."""

from typing import Any

from django.core import signing
from django.core.files import File
from django.utils.translation import gettext as _

from finance.models import TransferProof
from komship.core.jobs import private_files
from komship.lib.errors import NotFound

# Clients show a proof as a picture by its address, without a token; the address dies soon.
LINK_LIVES_S = 3600
_SALT = "finance.transfer_proof"


def proof_of_seller(partner_id: int, proof_id: int) -> TransferProof:
    """A proof of a withdrawal of hers. Raises NotFound, also for another seller's."""
    return _found(TransferProof.objects.for_partner(partner_id).filter(pk=proof_id).first())


def proof_for_ops(proof_id: int) -> TransferProof:
    """Any proof. Raises NotFound."""
    return _found(TransferProof.objects.filter(pk=proof_id).first())


def proof_token(proof_id: int) -> str:
    """What stands in an address that shows this one proof for an hour. Hand it only to who may see it."""
    return signing.dumps(proof_id, salt=_SALT, compress=False)


def proof_by_token(token: str) -> TransferProof:
    """The proof an address stands for. Raises NotFound when it is made up or too old."""
    try:
        proof_id = signing.loads(token, salt=_SALT, max_age=LINK_LIVES_S)
    except signing.BadSignature as refused:
        raise NotFound(_("Tautan ini tidak berlaku lagi.")) from refused
    return proof_for_ops(proof_id)


def open_proof(proof: TransferProof) -> File[Any]:
    """The file itself. Raises NotFound when it is gone from the storage."""
    try:
        return private_files().open(proof.file)
    except OSError as gone:
        raise NotFound(_("Berkas bukti tidak ditemukan.")) from gone


def _found(proof: TransferProof | None) -> TransferProof:
    if proof is None:
        raise NotFound(_("Bukti transfer tidak ditemukan."))
    return proof
