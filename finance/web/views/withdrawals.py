from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from finance.rules import MINIMUM_WITHDRAWAL_RP
from finance.selectors.balances import five_numbers
from finance.selectors.bank_accounts import bank_account_list
from finance.selectors.withdrawals import open_withdrawal, withdrawal_detail, withdrawals_of
from finance.services import request_withdrawal
from finance.web.forms import withdrawal_form
from finance.web.list_pages import WITHDRAWALS
from finance.web.pin import confirm_pin
from komship.lib.errors import NotFound
from komship.web.forms import Done, form_answer, submit
from komship.web.lists import ListRows, list_answer


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def withdrawals(request: SellerRequest) -> HttpResponse:
    state = WITHDRAWALS.read(request)
    return list_answer(
        request, WITHDRAWALS, state, ListRows(withdrawals_of(request.partner_access.partner_id))
    )


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def withdrawal(request: SellerRequest, withdrawal_id: int) -> HttpResponse:
    try:
        found, previous = withdrawal_detail(request.partner_access.partner_id, withdrawal_id)
    except NotFound as missing:
        raise Http404 from missing
    return render(request, "finance/withdrawal.html", {"withdrawal": found, "previous": previous})


@partner_required(right=Right.FINANCE_BALANCE)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SellerRequest) -> HttpResponse:
    """Amount, bank account and PIN; the money leaves the available balance at once."""
    partner_id = request.partner_access.partner_id
    bank_accounts = bank_account_list(partner_id)
    form = withdrawal_form(request.POST or None, bank_accounts=bank_accounts)

    def save(values: dict[str, Any]) -> Done:
        confirm_pin(request.user.pk, values["pin"])
        made = request_withdrawal(
            partner_id,
            actor=web_actor(request),
            bank_account_id=values["bank_no"],
            amount_rp=values["nominal"],
        )
        told = _("Penarikan %(number)s diajukan.") % {"number": made.number}
        return Done(reverse("finance:withdrawal", args=[made.pk]), told)

    done = submit(request, form, save)
    if done is not None:
        return done
    context = {
        "numbers": five_numbers(partner_id),
        "minimum_rp": MINIMUM_WITHDRAWAL_RP,
        "bank_accounts": bank_accounts,
        "waiting": open_withdrawal(partner_id),
    }
    return form_answer(request, form, "finance/withdraw.html", context=context)
