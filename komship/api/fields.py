"""Serializer fields with the limits of our columns, so that no value reaches the database too big."""

from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

BIGGEST_ID = 2**63 - 1
MOST_RUPIAH = 10**12


class IdField(serializers.IntegerField):
    """The number of a row; 0 and blank mean none where the field is not required."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": BIGGEST_ID} | options)


class RupiahField(serializers.IntegerField):
    """Whole rupiah. Clients also send `14000.0` and blanks for nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": MOST_RUPIAH} | options)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float) and data.is_integer():
            data = int(data)
        return super().to_internal_value(data)


class BlankAsNone(serializers.CharField):
    """Text that is None when it is blank or the client's `0` for nothing."""

    def __init__(self, **options: Any) -> None:
        defaults = {"required": False, "allow_blank": True, "allow_null": True, "default": None}
        super().__init__(**defaults | options)

    def run_validation(self, data: Any = empty) -> str | None:
        if isinstance(data, str | int) and str(data).strip() in ("", "0"):
            return None
        text: str | None = super().run_validation(data)
        return text


class IdListField(serializers.Field[list[int], Any, list[int], Any]):
    """`11,12`, `[11, 12]` or repeated `name[]=11`: clients use all three."""

    default_error_messages = {"invalid": "Kirim daftar nomor, misalnya 11,12."}
    most = 500

    def to_internal_value(self, data: Any) -> list[int]:
        items = data.split(",") if isinstance(data, str) else data
        if isinstance(items, int) and not isinstance(items, bool):
            items = [items]
        if not isinstance(items, list) or len(items) > self.most:
            self.fail("invalid")
        return [self._number(item) for item in items if str(item).strip()]

    def _number(self, item: Any) -> int:
        text = str(item).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 18):
            self.fail("invalid")
        return int(text)

    def to_representation(self, value: list[int]) -> list[int]:
        return value


class WordField(serializers.CharField):
    """A search word; blank for none."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"required": False, "allow_blank": True, "default": "", "max_length": 100}
        super().__init__(**defaults | options)
