from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import PartnerNotServed
from accounts.selectors.access import resolve_access, served_partners
from accounts.web.access import PARTNER_KEY, SellerRequest, partner_required
from komship.web.htmx import go_to


@partner_required
@require_http_methods(["GET", "HEAD", "POST"])
def switch_partner(request: SellerRequest) -> HttpResponse:
    """Work for another of the partners this person serves."""
    if request.method != "POST":
        partners = served_partners(request.user.pk)
        context = {"partners": partners, "current_id": request.partner_access.partner_id}
        return render(request, "accounts/switch_partner.html", context)
    try:
        access = resolve_access(request.user.pk, _number(request.POST.get("partner_id", "")))
    except PartnerNotServed as refused:
        return go_to(request, request.path, text=refused.message, tone="danger")
    request.session[PARTNER_KEY] = access.partner_id
    return go_to(
        request, "/", text=_("Sekarang kamu bekerja untuk %(name)s.") % {"name": access.partner.name}
    )


@login_required
@require_safe
def no_partner(request: HttpRequest) -> HttpResponse:
    """What people see who are signed in and work for nobody."""
    return render(request, "accounts/no_partner.html", status=403)


def _number(text: str) -> int:
    """Raises PartnerNotServed for what cannot be a partner's id."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise PartnerNotServed
    return int(text)
