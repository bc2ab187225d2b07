from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from finance.errors import BankAccountNotFound
from finance.selectors.bank_accounts import bank_account_detail, bank_account_list
from finance.services import delete_bank_account, set_default_bank_account
from finance.services.add_bank_account import MOST
from finance.web.bank_forms import PinStep
from finance.web.pin import confirm_pin
from komship.lib import clock
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to


@partner_required(right=Right.SETTING_BANK)
@require_safe
def bank_accounts(request: SellerRequest) -> HttpResponse:
    now = clock.now()
    rows = bank_account_list(request.partner_access.partner_id)
    context = {
        "rows": [(row, row.is_resting(now)) for row in rows],
        "most": MOST,
        "is_full": len(rows) >= MOST,
    }
    return render(request, "finance/bank_accounts.html", context)


@partner_required(right=Right.SETTING_BANK)
@require_POST
def choose_default(request: SellerRequest, bank_account_id: int) -> HttpResponse:
    try:
        set_default_bank_account(
            bank_account_id, partner_id=request.partner_access.partner_id, actor=web_actor(request)
        )
    except BankAccountNotFound as missing:
        raise Http404 from missing
    return go_to(request, reverse("finance:bank_accounts"), text=_("Rekening utama diganti."), tone="success")


@partner_required(right=Right.SETTING_BANK)
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SellerRequest, bank_account_id: int) -> HttpResponse:
    partner_id = request.partner_access.partner_id
    row = bank_account_detail(partner_id, bank_account_id)
    if row is None:
        raise Http404
    form = PinStep(request.POST or None)

    def remove(values: dict[str, Any]) -> Done:
        confirm_pin(request.user.pk, values["pin"])
        delete_bank_account(bank_account_id, partner_id=partner_id, actor=web_actor(request))
        return Done(reverse("finance:bank_accounts"), _("Rekening dihapus."))

    done = submit(request, form, remove)
    return done or form_answer(request, form, "finance/bank_account_delete.html", context={"row": row})
