"""A proof as a browser gets it: pictures to look at, anything else to keep."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse

from finance.models import TransferProof
from finance.selectors.transfer_proofs import open_proof
from komship.lib.errors import NotFound


def proof_answer(proof: TransferProof) -> HttpResponse:
    """The stored bytes under the type their content has, never under one a sender gave."""
    try:
        file = open_proof(proof)
    except NotFound as gone:
        raise Http404 from gone
    is_picture = proof.content_type.startswith("image/")
    # A stream is no HttpResponse by type; to Django it is.
    answer: Any = FileResponse(
        file, as_attachment=not is_picture, filename=proof.title, content_type=proof.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer  # type: ignore[no-any-return]
