"""A bank account in four steps on one address: PIN, account, where to send the code, the code.

What was typed so far lies in the session; every step is checked again by the use-case at the end.
"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.selectors.pin import has_pin, has_recent_pin_check
from accounts.services import send_code, use_code
from accounts.states import CodePurpose, Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from finance.banks.directory import bank_called
from finance.errors import AccountInDebt, LookupOff
from finance.selectors.bank_conflicts import bank_conflict
from finance.services import BankAccountInput, add_bank_account, find_bank_owner
from finance.services.find_bank_owner import clean_account_no
from finance.web.bank_forms import (
    AccountStep,
    CodeStep,
    NamedAccountStep,
    PinStep,
    ReasonStep,
    address_of,
    channel_step,
    channels_of,
)
from finance.web.pin import confirm_pin
from komship.lib.errors import DomainError
from komship.web.forms import Done, KomshipForm, form_answer, submit
from komship.web.htmx import go_to

_DRAFT = "bank_account_draft"
_PAGE = "finance/bank_account_new.html"

Draft = dict[str, str]


@partner_required(right=Right.SETTING_BANK)
@require_http_methods(["GET", "HEAD", "POST"])
def new_bank_account(request: SellerRequest) -> HttpResponse:
    draft = _draft(request)
    if not has_recent_pin_check(request.user.pk):
        return _ask_pin(request)
    if not draft.get("account_no"):
        return _ask_account(request)
    if draft.get("in_debt") and not draft.get("note"):
        return _ask_reason(request, draft)
    return _ask_code(request, draft) if draft.get("channel") else _ask_channel(request, draft)


@partner_required(right=Right.SETTING_BANK)
@require_POST
def start_over(request: SellerRequest) -> HttpResponse:
    request.session.pop(_DRAFT, None)
    return go_to(request, reverse("finance:new_bank_account"))


@partner_required(right=Right.SETTING_BANK)
@require_POST
def send_again(request: SellerRequest) -> HttpResponse:
    """Back to the choice of the channel."""
    _keep(request, _draft(request) | {"channel": ""})
    return go_to(request, reverse("finance:new_bank_account"))


def _draft(request: SellerRequest) -> Draft:
    """What this person typed for this shop; another shop's account never slips in."""
    draft: Draft = request.session.get(_DRAFT, {})
    return draft if draft.get("partner") == str(request.partner_access.partner_id) else {}


def _keep(request: SellerRequest, draft: Draft) -> Done:
    request.session[_DRAFT] = draft | {"partner": str(request.partner_access.partner_id)}
    return Done(reverse("finance:new_bank_account"))


def _ask_pin(request: SellerRequest) -> HttpResponse:
    form = PinStep(request.POST if "pin" in request.POST else None)

    def go_on(values: dict[str, Any]) -> Done:
        confirm_pin(request.user.pk, values["pin"])
        return Done(reverse("finance:new_bank_account"))

    context = {"step": 1, "has_pin": has_pin(request.user.pk)}
    return submit(request, form, go_on) or form_answer(request, form, _PAGE, context=context)


def _ask_account(request: SellerRequest) -> HttpResponse:
    given = request.POST if "bank" in request.POST else None
    form: KomshipForm = AccountStep(given) if settings.BANK_LOOKUP_BASE_URL else NamedAccountStep(given)

    def go_on(values: dict[str, Any]) -> Done:
        return _keep(request, _checked(request, values))

    return submit(request, form, go_on) or form_answer(request, form, _PAGE, context={"step": 2})


def _checked(request: SellerRequest, values: dict[str, Any]) -> Draft:
    """Ask the bank for the name, and whether somebody else has the account."""
    partner_id = request.partner_access.partner_id
    number, bank = clean_account_no(values["account_no"]), values["bank"]
    try:
        holder = find_bank_owner(partner_id, bank=bank, account_no=number, actor=web_actor(request))
    except LookupOff:
        holder = values.get("account_name", "")
    draft = {"bank": bank, "account_no": number, "holder": holder}
    found = bank_conflict(partner_id, bank_code=bank, account_no=number, account_name=holder)
    try:
        found.refuse(note="")
    except AccountInDebt:
        draft["in_debt"] = "1"
    return draft


def _ask_reason(request: SellerRequest, draft: Draft) -> HttpResponse:
    form = ReasonStep(request.POST if "note" in request.POST else None)

    def go_on(values: dict[str, Any]) -> Done:
        return _keep(request, draft | {"note": values["note"]})

    return submit(request, form, go_on) or _shown(request, form, draft, step=2)


def _ask_channel(request: SellerRequest, draft: Draft) -> HttpResponse:
    channels = channels_of(request.user, phone_works=settings.PHONE_MESSAGES)
    form = channel_step(request.POST if "channel" in request.POST else None, channels=channels)

    def send(values: dict[str, Any]) -> Done:
        channel = values["channel"]
        address = address_of(request.user, channel)
        send_code(request.user, purpose=CodePurpose.BANK_ACCOUNT, channel=channel, address=address)
        return _keep(request, draft | {"channel": channel, "sent_to": dict(channels)[channel]})

    return submit(request, form, send) or _shown(request, form, draft, step=3)


def _ask_code(request: SellerRequest, draft: Draft) -> HttpResponse:
    form = CodeStep(request.POST if "code" in request.POST else None)

    def save(values: dict[str, Any]) -> Done:
        use_code(request.user, purpose=CodePurpose.BANK_ACCOUNT, code=values["code"])
        data = BankAccountInput(
            bank=draft["bank"],
            account_no=draft["account_no"],
            account_name=draft["holder"],
            note=draft.get("note", ""),
        )
        try:
            row = add_bank_account(request.partner_access.partner_id, data, actor=web_actor(request))
        except DomainError:
            # The code is used up: whoever corrects the account asks for another.
            _keep(request, draft | {"channel": ""})
            raise
        request.session.pop(_DRAFT, None)
        told = _("Rekening disimpan dan bisa dipakai.")
        if row.rests_until_at is not None:
            told = _("Rekening disimpan. Penarikan ke sana bisa diajukan setelah 24 jam.")
        return Done(reverse("finance:bank_accounts"), told)

    return submit(request, form, save) or _shown(request, form, draft, step=4)


def _shown(request: SellerRequest, form: KomshipForm, draft: Draft, *, step: int) -> HttpResponse:
    bank = bank_called(draft["bank"])
    context = {"step": step, "draft": draft, "bank": bank.name if bank else draft["bank"]}
    return form_answer(request, form, _PAGE, context=context)
