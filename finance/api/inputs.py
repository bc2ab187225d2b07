"""Query parameters that several money operations share."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from finance.api.vocabulary import PAYMENT_METHOD
from finance.states import PaymentMethod

_METHODS = {word: PaymentMethod(value) for value, word in PAYMENT_METHOD.items()}
_ANY_METHOD = frozenset({"", "SEMUA", "ALL"})

BIGGEST_PAGE = 1_000_000
# As long as any list of days may get.
LONGEST_PERIOD_DAYS = 3_660


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


class WholePeriodInput(serializers.Serializer[Any]):
    """Jakarta dates, both included and both needed, in their order."""

    start_date = LooseDate(required=True, allow_null=False, default=serializers.empty)
    end_date = LooseDate(required=True, allow_null=False, default=serializers.empty)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        days = (attrs["end_date"] - attrs["start_date"]).days
        if not 0 <= days < LONGEST_PERIOD_DAYS:
            raise serializers.ValidationError(
                {"end_date": [_("Tanggal akhir harus sesudah tanggal awal, paling jauh sepuluh tahun.")]}
            )
        return attrs


class MethodField(serializers.Field[PaymentMethod | None, Any, str, Any]):
    """`COD` or `BANK TRANSFER` in any case; blank or left out means both."""

    default_error_messages = {"invalid": "Metode pembayaran: COD atau BANK TRANSFER."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "allow_null": True, "default": None} | options)

    def to_internal_value(self, data: Any) -> PaymentMethod | None:
        word = " ".join(str(data).upper().replace("_", " ").split())
        if word in _ANY_METHOD:
            return None
        if word not in _METHODS:
            self.fail("invalid")
        return _METHODS[word]

    def to_representation(self, value: PaymentMethod | None) -> str:
        raise NotImplementedError("only read")
