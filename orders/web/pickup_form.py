"""When and how the courier shall come, and for which orders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.states import Vehicle
from komship.lib import clock
from komship.web.formats import weekday_text
from komship.web.forms import KomshipForm
from orders.selectors.rows import OrderRow
from shipping.rules.pickup_hours import CLOSES, FARTHEST, OPENS, slot_refusal

SLOT_FORMAT = "%Y-%m-%dT%H:%M"

SlotGroups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Slot:
    """Jakarta wall clock."""

    on: date
    at: time

    @property
    def value(self) -> str:
        return datetime.combine(self.on, self.at).strftime(SLOT_FORMAT)


def slot_groups(*, also: Slot | None = None) -> SlotGroups:
    """The hours that can be ordered now, by day. `also` stays in the list although its hour is near:
    a pickup that was begun may be finished."""
    now, today = clock.now(), clock.today()
    groups: SlotGroups = []
    for ahead in range(FARTHEST.days + 1):
        day = today + timedelta(days=ahead)
        hours = [time(hour) for hour in range(OPENS.hour, CLOSES.hour + 1)]
        slots = [
            Slot(day, hour)
            for hour in hours
            if slot_refusal(day, hour, now=now) is None or Slot(day, hour) == also
        ]
        if slots:
            words = {0: _("Hari ini"), 1: _("Besok")}.get(ahead, weekday_text(day))
            groups.append(
                (weekday_text(day), [(slot.value, f"{words}, {slot.at:%H.%M} WIB") for slot in slots])
            )
    return groups


class SlotField(forms.CharField):
    """One of the offered hours. Whether it can (still) be had is for the service to judge."""

    widget = forms.Select

    def clean(self, value: Any) -> Slot:
        text: str = super().clean(value)
        try:
            moment = datetime.strptime(text, SLOT_FORMAT)  # noqa: DTZ007 - a wall clock, judged as Jakarta's
        except ValueError as error:
            raise ValidationError(gettext_lazy("Pilih jadwal dari daftar.")) from error
        return Slot(moment.date(), moment.time())


class PickupForm(KomshipForm):
    """Field names are those the service refuses by."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    pickup_time = SlotField(label=gettext_lazy("Jadwal jemput"))
    vehicle = forms.ChoiceField(
        label=gettext_lazy("Kendaraan"), choices=Vehicle.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, vehicles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [pair for pair in Vehicle.choices if pair[0] in vehicles] or Vehicle.choices
        radios: Any = self.fields["vehicle"].widget
        radios.choices = offered
        self.fields["vehicle"].initial = offered[0][0]
        select: Any = self.fields["pickup_time"].widget
        select.choices = slot_groups(also=self._slot())

    def _slot(self) -> Slot | None:
        try:
            return SlotField().clean(self.data.get("pickup_time")) if self.is_bound else None
        except ValidationError:
            return None


@dataclass(frozen=True, slots=True)
class CourierGroup:
    """Orders one courier's driver takes, with the cash she will collect for them later."""

    courier: str
    rows: list[OrderRow]

    @property
    def pieces(self) -> int:
        return sum(line.quantity for row in self.rows for line in row.lines)


def by_courier(rows: Iterable[OrderRow]) -> list[CourierGroup]:
    ordered = sorted(rows, key=lambda row: (row.courier_name, row.id))
    groups = groupby(ordered, key=lambda row: row.courier_name)
    return [CourierGroup(courier, list(group)) for courier, group in groups]
