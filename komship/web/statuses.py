"""How a status looks on every page: apps register their words once, templates only name the value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

StatusTone = Literal["neutral", "info", "progress", "success", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class StatusLook:
    """A label, a tone and an icon: colour alone never tells a status."""

    label: "str | Promise"
    tone: StatusTone = "neutral"
    icon: str = "circle"


_LOOKS: dict[str, dict[str, StatusLook]] = {}


def register_statuses(kind: str, looks: Mapping[str, StatusLook]) -> None:
    """Called from `AppConfig.ready` (or a module it imports); a second call replaces the first."""
    _LOOKS[kind] = {str(value): look for value, look in looks.items()}


def status_look(kind: str, value: object) -> StatusLook:
    """An unknown value shows itself instead of breaking the page."""
    text = str(value)
    return _LOOKS.get(kind, {}).get(text, StatusLook(label=text))
