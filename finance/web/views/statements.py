"""Statements on the screen and as files, per month and per withdrawal, and files of transactions."""

import secrets
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from finance.selectors.statement import Period, month_period, months_of, statement, withdrawal_period
from finance.selectors.withdrawals import withdrawal_detail
from finance.services import (
    StatementFile,
    TransactionExport,
    start_statement,
    start_transaction_export,
)
from finance.web.download_forms import StatementForm, TransactionFileForm
from komship.lib import clock
from komship.lib.errors import NotFound
from komship.web.formats import month_names
from komship.web.forms import Done, form_answer, submit

# Older months are opened by their address, or downloaded as transactions.
MOST_MONTHS = 36


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def statements(request: SellerRequest) -> HttpResponse:
    months = months_of(request.partner_access.partner_id)[:MOST_MONTHS]
    rows = [
        {"label": month_label(month), "url": reverse("finance:statement", args=[f"{month:%Y-%m}"])}
        for month in months
    ]
    return form_answer(request, StatementForm(), "finance/statements.html", context={"months": rows})


@partner_required(right=Right.FINANCE_BALANCE)
@require_http_methods(["GET", "HEAD", "POST"])
def month_statement(request: SellerRequest, month: str) -> HttpResponse:
    first_on = _month(month)
    title = _("Laporan saldo %(month)s") % {"month": month_label(first_on)}
    return _answer(request, month_period(first_on), title=title, name=f"laporan-saldo-{month}")


@partner_required(right=Right.FINANCE_BALANCE)
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal_statement(request: SellerRequest, withdrawal_id: int) -> HttpResponse:
    """Everything between the withdrawal before and this one, this one included."""
    try:
        withdrawal, _previous = withdrawal_detail(request.partner_access.partner_id, withdrawal_id)
        period = withdrawal_period(withdrawal)
    except NotFound as missing:
        raise Http404 from missing
    title = _("Laporan penarikan %(number)s") % {"number": withdrawal.number}
    return _answer(request, period, title=title, name=f"laporan-{withdrawal.number}")


def _answer(request: SellerRequest, period: Period, *, title: str, name: str) -> HttpResponse:
    """The statement; posting a form starts its file."""
    partner_id = request.partner_access.partner_id
    form = StatementForm(request.POST or None, initial={"token": secrets.token_urlsafe(16)})

    def start(values: dict[str, Any]) -> Done:
        wanted = StatementFile(
            partner_id=partner_id, period=period, title=title, name=name, form=values["format"]
        )
        key = f"{values['token']}:{values['format']}"
        job = start_statement(wanted, actor=web_actor(request), request_key=key)
        return Done(reverse("jobs:job", args=[job.pk]))

    done = submit(request, form, start)
    if done is not None:
        return done
    context = {"statement": statement(partner_id, period), "title": title, "period": period}
    return form_answer(request, form, "finance/statement.html", context=context)


@partner_required(right=Right.FINANCE_BALANCE)
@require_http_methods(["GET", "HEAD", "POST"])
def transaction_file(request: SellerRequest) -> HttpResponse:
    """All changes of the balance of a period as a file, made in the background."""
    begin = {
        "token": secrets.token_urlsafe(16),
        "format": "xlsx",
        "dari": request.GET.get("dari"),
        "sampai": request.GET.get("sampai"),
    }
    form = TransactionFileForm(request.POST or None, initial=begin)

    def start(values: dict[str, Any]) -> Done:
        wanted = TransactionExport(
            partner_id=request.partner_access.partner_id,
            since=values["dari"],
            until=values["sampai"],
            form=values["format"],
        )
        key = f"{values['token']}:{values['format']}:{values['dari']}:{values['sampai']}"
        job = start_transaction_export(wanted, actor=web_actor(request), request_key=key)
        return Done(reverse("jobs:job", args=[job.pk]))

    done = submit(request, form, start)
    return done or form_answer(request, form, "finance/transaction_file.html")


def month_label(month: date) -> str:
    return f"{month_names()[month.month - 1]} {month.year}"


def _month(text: str) -> date:
    """The first day of `2026-11`; anything else, and months to come, are no pages."""
    try:
        first_on = date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        raise Http404 from wrong
    if not date(2000, 1, 1) <= first_on <= clock.today():
        raise Http404
    return first_on
