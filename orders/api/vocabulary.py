"""Contract words on one side, ours on the other."""

from rest_framework import serializers

from finance.states import PaymentMethod
from orders.states import STATUS_WORDS, OrderStatus

_BY_WORD: dict[str, list[str]] = {}
for _status, _word in STATUS_WORDS.items():
    _BY_WORD.setdefault(_word.lower(), []).append(_status.value)
_NUMBERED = ("diajukan", "dikirim", "diterima", "retur", "batal")

METHOD_WORDS: dict[str, str] = {
    PaymentMethod.COD.value: "COD",
    PaymentMethod.BANK_TRANSFER.value: "BANK TRANSFER",
}
_METHODS = {word: method for method, word in METHOD_WORDS.items()} | {
    "NON COD": PaymentMethod.BANK_TRANSFER.value
}

STATUS_NUMBERS: dict[OrderStatus, int] = {
    OrderStatus.CREATED: 0,
    OrderStatus.BOOKING: 0,
    OrderStatus.PACKING: 0,
    OrderStatus.SHIPPED: 1,
    OrderStatus.LOST: 1,
    OrderStatus.DAMAGED: 1,
    OrderStatus.DELIVERED: 2,
    OrderStatus.RETURNED: 3,
    OrderStatus.CANCELLED: 4,
}


def _pieces(data: object) -> list[str]:
    items = data if isinstance(data, list) else str(data).split(",")
    return [str(item).strip() for item in items if str(item).strip()]


class StatusesField(serializers.Field[list[str], object, list[str], object]):
    """`Diajukan`, `0`, or a comma list of either; blank means all."""

    default_error_messages = {"invalid": "Status pesanan tidak dikenal."}

    def to_internal_value(self, data: object) -> list[str]:
        found: list[str] = []
        for piece in _pieces(data):
            is_number = piece.isascii() and piece.isdigit() and int(piece) < len(_NUMBERED)
            word = _NUMBERED[int(piece)] if is_number else piece.lower()
            if word not in _BY_WORD:
                self.fail("invalid")
            found += _BY_WORD[word]
        return found

    def to_representation(self, value: list[str]) -> list[str]:
        return value


class MethodsField(serializers.Field[list[str], object, list[str], object]):
    """`COD`, `BANK TRANSFER` or both; blank means all."""

    default_error_messages = {"invalid": "Metode pembayaran harus COD atau BANK TRANSFER."}

    def to_internal_value(self, data: object) -> list[str]:
        words = [piece.upper() for piece in _pieces(data)]
        if any(word not in _METHODS for word in words):
            self.fail("invalid")
        return [_METHODS[word] for word in words]

    def to_representation(self, value: list[str]) -> list[str]:
        return value


class MethodField(serializers.ChoiceField):
    """One payment method in the contract's word."""

    def __init__(self, **options: object) -> None:
        super().__init__(choices=list(_METHODS), **options)  # type: ignore[arg-type]

    def to_internal_value(self, data: object) -> PaymentMethod:
        word = super().to_internal_value(str(data).strip().upper())
        return PaymentMethod(_METHODS[word])
