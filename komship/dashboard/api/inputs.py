"""What the ops panel of 2022 sends: days and moments in Jakarta time, whatever their ending says."""

from datetime import date, datetime, timedelta
from typing import Any

from rest_framework import serializers

from komship.lib.clock import JAKARTA


class MomentField(serializers.Field[datetime | None, Any, str, Any]):
    """`2026-11-01` or `2026-11-01T00:00:00Z`, where the Z is a habit: the time is Jakarta's.

    At the end of a period a day is included whole.
    """

    default_error_messages = {"invalid": "Kirim tanggal seperti 2026-11-01."}

    def __init__(self, *, ends: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._ends = ends

    def to_internal_value(self, data: Any) -> datetime | None:
        text = str(data).strip().removesuffix("Z")
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text).replace(tzinfo=JAKARTA)
        except ValueError:
            self.fail("invalid")
        whole_day = self._ends and len(text) == len("2026-11-01")
        return moment + timedelta(days=1) if whole_day else moment

    def to_representation(self, value: datetime | None) -> str:
        raise NotImplementedError("only read")


class MonthField(serializers.Field[date, Any, str, Any]):
    """`2026-11`: the first day of the month."""

    default_error_messages = {"invalid": "Kirim bulan seperti 2026-11."}

    def to_internal_value(self, data: Any) -> date:
        try:
            return date.fromisoformat(f"{str(data).strip()[:7]}-01")
        except ValueError:
            self.fail("invalid")

    def to_representation(self, value: date) -> str:
        raise NotImplementedError("only read")
