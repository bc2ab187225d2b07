from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.services import start_challenge
from accounts.services.claim_reward import RewardNotClaimable, claim_reward
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.web.htmx import go_to


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def start(request: SellerRequest) -> HttpResponse:
    start_challenge(request.partner_access.partner_id)
    return go_to(request, "/", text=_("Tantangan dimulai. Kamu punya 24 jam."))


@partner_required(right=Right.SETTING_PROFILE)
@require_POST
def claim(request: SellerRequest) -> HttpResponse:
    try:
        claim_reward(request.partner_access.partner_id, actor=web_actor(request))
    except RewardNotClaimable as refused:
        return go_to(request, "/", text=refused.message, tone="danger")
    return go_to(request, "/", text=_("Kamu mendapatkan 50.000 KomPoints."))
