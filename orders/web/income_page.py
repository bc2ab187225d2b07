"""The income page and the forecast in words and pictures."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.selectors.income import IncomeDay, IncomeTotals
from finance.states import PaymentMethod
from komship.lib import clock
from komship.lib.money import rupiah
from komship.web.charts import Series, chart_data
from komship.web.formats import count_text, day_text
from komship.web.forms import KomshipForm
from orders.selectors.forecast import Bunch, Forecast
from orders.selectors.income import MethodIncome

USUAL_DAYS = 30
MOST_DAYS = 366
QUICK_DAYS = (7, 30, 90)


def _date_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class IncomePeriodForm(KomshipForm):
    dari = forms.DateField(label=gettext_lazy("Dari tanggal"), required=False, widget=_date_input())
    sampai = forms.DateField(label=gettext_lazy("Sampai tanggal"), required=False, widget=_date_input())

    def period(self) -> tuple[date, date]:
        """Both days included; what cannot be used is the last thirty days."""
        until: date = self._given("sampai") or clock.today()
        since: date = self._given("dari") or until - timedelta(days=USUAL_DAYS - 1)
        return (since, until) if since <= until else (until, since)

    def _given(self, name: str) -> date | None:
        return self.cleaned_data.get(name) if self.is_valid() else None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("dari"), values.get("sampai") or clock.today()
        if since and abs((until - since).days) >= MOST_DAYS:
            self.add_error("dari", _("Paling panjang satu tahun."))
        return values


def usual_period() -> dict[str, str]:
    """What the form says before anybody has chosen."""
    today = clock.today()
    return {"dari": f"{today - timedelta(days=USUAL_DAYS - 1):%Y-%m-%d}", "sampai": f"{today:%Y-%m-%d}"}


@dataclass(frozen=True, slots=True)
class Card:
    label: str
    value: str
    icon: str
    hint: str = ""


def income_cards(totals: IncomeTotals) -> list[Card]:
    return [
        Card(_("7 hari terakhir"), rupiah(totals.last_seven_rp), "coin"),
        Card(_("30 hari terakhir"), rupiah(totals.last_thirty_rp), "coin"),
        Card(_("Sejak awal"), rupiah(totals.total_rp), "coin"),
        Card(
            _("Penghematan ongkir"), rupiah(totals.cashback_rp), "truck-delivery", _("dari potongan ongkir")
        ),
    ]


def quick_periods(since: date, until: date) -> list[dict[str, Any]]:
    """Tabs of usual periods that end today."""
    today = clock.today()
    return [
        {
            "label": _("%(days)d hari") % {"days": days},
            "url": f"?dari={today - timedelta(days=days - 1):%Y-%m-%d}&sampai={today:%Y-%m-%d}",
            "active": until == today and (until - since).days == days - 1,
            "count": None,
        }
        for days in QUICK_DAYS
    ]


def income_chart(days: list[IncomeDay], since: date, until: date) -> dict[str, Any]:
    """Every day of the period, those without an income at zero."""
    known = {day.on: day for day in days}
    dates = [since + timedelta(days=step) for step in range((until - since).days + 1)]
    gross = [known[on].gross_rp if on in known else 0 for on in dates]
    net = [known[on].net_rp if on in known else 0 for on in dates]
    parcels = [known[on].parcels if on in known else 0 for on in dates]
    series = [
        Series(_("Penghasilan bersih"), net, money=True),
        Series(_("Dibayar pembeli"), gross, tone="neutral", money=True),
        Series(_("Paket"), parcels, only_in_table=True),
    ]
    return chart_data(_("Tanggal"), [day_text(on) for on in dates], series)


def method_facts(found: MethodIncome) -> dict[str, Any]:
    """One payment method: its sums as a calculation, its shares as sentences."""
    money, shares = found.income, found.shares
    is_cod = found.method == PaymentMethod.COD
    lines = [
        (_("Dibayar pembeli"), money.gross_rp, False),
        (_("Ongkir"), -money.shipping_rp, False),
        (_("Potongan ongkir"), money.cashback_rp, False),
        *([(_("Biaya COD"), -money.cod_fee_rp, False)] if is_cod else []),
        (_("Penghasilan bersih"), money.net_rp, True),
    ]
    return {
        "title": _("COD") if is_cod else _("Transfer"),
        "lines": lines,
        "parcels": count_text(money.parcels),
        "shares": [
            (_("Bagian dari semua pesanan"), shares.method_percent),
            (_("Diterima pembeli"), shares.delivered_percent),
            (_("Retur"), shares.returned_percent),
        ],
    }


def forecast_chart(forecast: Forecast) -> dict[str, Any]:
    series = [
        Series(_("Perkiraan masuk"), [day.bunch.amount_rp for day in forecast.days], money=True),
        Series(_("Paket"), [day.bunch.parcels for day in forecast.days], only_in_table=True),
    ]
    return chart_data(_("Tanggal"), [day_text(day.on) for day in forecast.days], series)


def forecast_lines(forecast: Forecast) -> list[tuple[str, str, Bunch]]:
    """What has a day, and what has none and why; together the pending balance."""
    dated = Bunch(sum(day.bunch.parcels for day in forecast.days), 0)
    soon_rp = sum(day.bunch.amount_rp for day in forecast.days)
    return [
        (_("14 hari ke depan"), _("menurut lama kirim yang biasa"), Bunch(dated.parcels, soon_rp)),
        (_("Setelah itu"), "", forecast.beyond),
        (_("Terlambat"), _("seharusnya sudah sampai, belum ada kabar"), forecast.late),
        (_("Bermasalah"), _("bisa jadi retur"), forecast.problem),
        (_("Menunggu kurir"), _("sudah diterima pembeli, uangnya belum dicairkan"), forecast.unpaid),
    ]
