"""Where a parcel is, for whoever has its airway bill: no sign-in, no script, nothing about persons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from komship.api.throttling import within_limit
from komship.web.client_address import client_address
from shipping.selectors.public_tracking import clean_airway_bill, public_parcel
from shipping.web.labels import STEP_TONES

LIMIT = "tracking"
KEPT_BY_BROWSERS_S = 60


@require_safe
def track_search(request: HttpRequest) -> HttpResponse:
    """The form; `?resi=` leads to the parcel's own address, which can be passed on."""
    typed = request.GET.get("resi", "")
    awb = clean_airway_bill(typed)
    if awb:
        return redirect("shipping:track", awb=awb)
    return _page(request, {"typed": typed[:40], "is_unreadable": bool(typed.strip())})


@require_safe
def track(request: HttpRequest, awb: str) -> HttpResponse:
    """A parcel, or kind words. Both cost the same and count alike, so that nobody learns by trying."""
    clean = clean_airway_bill(awb)
    if clean and clean != awb:
        return redirect("shipping:track", awb=clean)
    if not within_limit(LIMIT, client_address(request)):
        response = _page(request, {"typed": awb[:40], "is_too_often": True}, status=429)
        response.headers["Retry-After"] = "60"
        return response
    parcel = public_parcel(clean) if clean else None
    if parcel is None:
        return _page(request, {"typed": awb[:40], "is_unknown": True}, status=404)
    steps = [(step, STEP_TONES.get(step.event_class, "neutral")) for step in parcel.steps]
    response = _page(request, {"typed": "", "parcel": parcel, "steps": steps})
    patch_cache_control(response, private=True, max_age=KEPT_BY_BROWSERS_S)
    return response


def _page(request: HttpRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = render(request, "shipping/track.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
