"""Query parameters that several money operations share."""

from typing import Any

from rest_framework import serializers

BIGGEST_PAGE = 1_000_000


class LooseDate(serializers.DateField):
    """A date that is None when blank; clients send empty texts for filters that are not set."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "allow_null": True, "default": None} | options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(None if data == "" else data)


class LooseNumber(serializers.IntegerField):
    """A page or size that is None when blank."""

    def __init__(self, **options: Any) -> None:
        limits = {"min_value": 0, "max_value": BIGGEST_PAGE}
        super().__init__(**{"required": False, "allow_null": True, "default": None} | limits | options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(None if data == "" else data)


class PeriodInput(serializers.Serializer[Any]):
    """Jakarta dates, both included."""

    start_date = LooseDate()
    end_date = LooseDate()


class AccountNumberField(serializers.Field[str, Any, str, Any]):
    """5 to 20 digits, as text or (without its leading zeros) as a number."""

    default_error_messages = {"invalid": "Nomor rekening terdiri dari 5 sampai 20 angka."}

    def to_internal_value(self, data: Any) -> str:
        if isinstance(data, int) and not isinstance(data, bool):
            data = str(data) if 0 <= data < 10**20 else ""
        text = data.strip() if isinstance(data, str) else ""
        if not (5 <= len(text) <= 20 and text.isascii() and text.isdigit()):
            self.fail("invalid")
        return text

    def to_representation(self, value: str) -> str:
        return value
