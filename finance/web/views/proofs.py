from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from finance.models import TransferProof
from finance.selectors.transfer_proofs import proof_by_token, proof_of_seller
from finance.web.proof_answer import proof_answer
from komship.lib.errors import NotFound


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def proof(request: SellerRequest, proof_id: int) -> HttpResponse:
    """Her own proof."""
    return _shown(lambda: proof_of_seller(request.partner_access.partner_id, proof_id))


@require_safe
def proof_link(request: HttpRequest, proof_token: str) -> HttpResponse:
    """For clients that show a picture by its address: one proof, for an hour."""
    return _shown(lambda: proof_by_token(proof_token))


def _shown(find: Callable[[], TransferProof]) -> HttpResponse:
    try:
        return proof_answer(find())
    except NotFound as missing:
        raise Http404 from missing
