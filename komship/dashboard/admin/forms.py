"""What the pages of figures are narrowed by, sent in the address."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.states import PaymentMethod
from komship.dashboard.rules import USUAL_PERIOD_DAYS, Period
from komship.dashboard.selectors.incomes import IncomeFilter
from komship.dashboard.selectors.profits import courier_names
from komship.lib import clock

MOST_DAYS = 366


class DayInput(forms.DateInput):
    input_type = "date"


def _couriers() -> list[tuple[str, Any]]:
    return [("", _("Semua")), *((name, name) for name in courier_names())]


class PeriodForm(forms.Form):
    """Days of Jakarta, both included; the last 30 where the address names none."""

    first = forms.DateField(label=_("Dari tanggal"), required=False, widget=DayInput)
    last = forms.DateField(label=_("Sampai tanggal"), required=False, widget=DayInput)

    def __init__(self, data: Any) -> None:
        usual = self.usual()
        said = {name: data.get(name, "") for name in self.base_fields}
        if not said["first"] and not said["last"]:
            said |= {"first": usual.first.isoformat(), "last": usual.last.isoformat()}
        super().__init__(said)

    def usual(self) -> Period:
        return Period.last_days(USUAL_PERIOD_DAYS, until=clock.today())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        values["first"], values["last"] = self._filled(values.get("first"), values.get("last"))
        if values["last"] < values["first"]:
            raise forms.ValidationError(_("Tanggal akhir sebelum tanggal awal."))
        if Period(values["first"], values["last"]).length > MOST_DAYS:
            raise forms.ValidationError(_("Paling lama setahun sekaligus."))
        return values

    def _filled(self, first: date | None, last: date | None) -> tuple[date, date]:
        last = last or max(first or clock.today(), clock.today())
        return first or last.replace(day=1), last

    def period(self) -> Period:
        """The asked days; the usual ones while something in the form is wrong."""
        if not self.is_valid():
            return self.usual()
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


class ChartForm(PeriodForm):
    courier = forms.ChoiceField(label=_("Ekspedisi"), required=False, choices=_couriers)

    def courier_name(self) -> str:
        return str(self.cleaned_data["courier"]) if self.is_valid() else ""


class IncomeForm(ChartForm):
    method = forms.ChoiceField(
        label=_("Pembayaran"), required=False, choices=[("", _("Semua")), *PaymentMethod.choices]
    )
    sort = forms.ChoiceField(
        label=_("Urutkan"),
        required=False,
        choices=[("", _("Nama")), ("DESC", _("Laba terbesar")), ("ASC", _("Laba terkecil"))],
    )

    def wanted(self) -> IncomeFilter:
        period = self.period()
        values = self.cleaned_data if self.is_valid() else {}
        return IncomeFilter(
            period=period,
            courier=values.get("courier", ""),
            method=values.get("method", ""),
            sort=values.get("sort", ""),
        )
