"""Proofs of transfers: as they come in, and where clients see them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from rest_framework import serializers

from finance.models import TransferProof, Withdrawal
from finance.selectors.transfer_proofs import proof_token
from finance.transfer_proofs import MOST_BYTES, ProofFile


class FileInput(serializers.Serializer[Any]):
    transfer_proof = serializers.FileField(required=False, allow_null=True, default=None)


def proof_file(upload: Any) -> ProofFile:
    """No more of the upload than is needed to see that it is too big."""
    return ProofFile(upload.name, upload.read(MOST_BYTES + 1))


def proof_url(request: HttpRequest, proof: TransferProof) -> str:
    """An address that shows this proof for an hour, to whoever was given it."""
    return request.build_absolute_uri(reverse("finance:proof_link", args=[proof_token(proof.pk)]))


def proof_urls(request: HttpRequest, withdrawal: Withdrawal) -> list[str]:
    return [proof_url(request, proof) for proof in withdrawal.proofs.all()]
