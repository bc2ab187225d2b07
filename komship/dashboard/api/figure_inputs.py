"""What clients say to narrow the operators' figures: months, periods, couriers, ways of paying."""

from datetime import timedelta
from typing import Any

from rest_framework import serializers

from finance.states import PaymentMethod
from komship.dashboard.api.inputs import MomentField
from komship.dashboard.rules import EVER, Period
from komship.dashboard.selectors.profits import courier_names
from komship.lib import clock
from komship.lib.clock import JAKARTA

# The contract names two that carry nothing for us; their figures are empty, not wrong.
FOREIGN_COURIERS = ("JNT", "POS")
MOST_DAYS = 366
PAYMENT_OPTIONS = {
    1: [PaymentMethod.COD.value],
    2: [PaymentMethod.BANK_TRANSFER.value],
    3: [PaymentMethod.COD.value, PaymentMethod.BANK_TRANSFER.value],
}
_INSTANT = timedelta(microseconds=1)


class MonthNumberField(serializers.Field[Period, Any, int, Any]):
    """`7`, `07` or `010`: a month of this year."""

    default_error_messages = {"invalid": "Bulan harus 01 sampai 12."}

    def to_internal_value(self, data: Any) -> Period:
        text = str(data).strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
        if not 1 <= number <= 12:
            self.fail("invalid")
        return Period.month(clock.today().year, number)

    def to_representation(self, value: Period) -> int:
        return value.first.month


class CouriersField(serializers.Field[list[str], Any, str, Any]):
    """Names of couriers in any case, joined by commas."""

    default_error_messages = {"invalid": "Ekspedisi tidak dikenal."}

    def to_internal_value(self, data: Any) -> list[str]:
        wanted = [piece.strip().upper() for piece in str(data).split(",") if piece.strip()]
        known = {*map(str.upper, courier_names()), *FOREIGN_COURIERS}
        if len(wanted) > len(known) or not known.issuperset(wanted):
            self.fail("invalid")
        return wanted

    def to_representation(self, value: list[str]) -> str:
        return ",".join(value)


class CourierField(CouriersField):
    """One of them."""

    def to_internal_value(self, data: Any) -> Any:
        found = super().to_internal_value(data)
        if len(found) != 1:
            self.fail("invalid")
        return found[0]


def period_of(attrs: dict[str, Any], *, most: int | None = None) -> Period:
    """The days of `start_date` and `end_date`; an open side has no limit, unless days are counted."""
    start, end = attrs.pop("start_date", None), attrs.pop("end_date", None)
    first = start.date() if start else EVER.first
    last = (end - _INSTANT).astimezone(JAKARTA).date() if end else EVER.last
    if last < first:
        raise serializers.ValidationError({"end_date": ["Tanggal akhir sebelum tanggal awal."]})
    period = Period(first, last)
    if most is not None and period.length > most:
        raise serializers.ValidationError({"end_date": [f"Paling banyak {most} hari sekaligus."]})
    return period


class DatesInput(serializers.Serializer[Any]):
    start_date = MomentField()
    end_date = MomentField(ends=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["start_date"] is None or attrs["end_date"] is None:
            raise serializers.ValidationError({"start_date": ["Isi tanggal awal dan akhir."]})
        return {"period": period_of(attrs), **attrs}


class DaysInput(DatesInput):
    """A period whose days are answered one by one."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        found = super().validate(attrs)
        if found["period"].length > MOST_DAYS:
            raise serializers.ValidationError({"end_date": [f"Paling banyak {MOST_DAYS} hari sekaligus."]})
        return found


class MethodsInput(DatesInput):
    payment_option = serializers.ChoiceField(choices=list(PAYMENT_OPTIONS))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        found = super().validate(attrs)
        return {"period": found["period"], "methods": PAYMENT_OPTIONS[int(found["payment_option"])]}


class OptionalDatesInput(serializers.Serializer[Any]):
    """Either side may be left out or blank."""

    start_date = MomentField(required=False, allow_null=True, default=None)
    end_date = MomentField(required=False, allow_null=True, default=None, ends=True)


def this_month(attrs: dict[str, Any]) -> Period:
    """The asked days; without a beginning those of this month, without an end up to today."""
    today = clock.today()
    if not attrs.get("end_date"):
        attrs["end_date"] = clock.wib(clock.wib_moment(today + timedelta(days=1)))
    if not attrs.get("start_date"):
        attrs["start_date"] = (attrs["end_date"] - _INSTANT).replace(day=1)
    return period_of(attrs, most=MOST_DAYS)
