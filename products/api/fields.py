"""Numbers and lists in the loose forms in which clients send them."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

MOST_OFFSET = 10_000_000


class LooseInteger(serializers.IntegerField):
    """A whole number as number or text; blank and null are None."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {"required": False, "allow_null": True, "default": None}
        super().__init__(**usual | options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if isinstance(data, str) and not data.strip():
            data = None
        if isinstance(data, float) and data.is_integer():
            data = int(data)
        return super().run_validation(data)


class LooseText(serializers.CharField):
    """Text that may be missing, blank or null; always a string."""

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {"required": False, "allow_blank": True, "allow_null": True, "default": ""}
        super().__init__(**usual | options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(data) or ""


class JsonListField(serializers.Field[list[Any], Any, list[Any], Any]):
    """A list, or the JSON text of one as multipart forms carry it; blank and null are empty."""

    default_error_messages = {"invalid": _("Kirim sebuah daftar.")}

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {"required": False, "allow_null": True, "default": list}
        super().__init__(**usual | options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        return super().run_validation(data) or []

    def to_internal_value(self, data: Any) -> list[Any]:
        if isinstance(data, str):
            data = self._parsed(data)
        if not isinstance(data, list):
            self.fail("invalid")
        return data

    def _parsed(self, text: str) -> Any:
        if not text.strip():
            return []
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            self.fail("invalid")
