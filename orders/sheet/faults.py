"""What is wrong with a line of a sheet, and of which sort it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from komship.lib.sheet_cells import Fault
from orders.sheet.columns import TITLES


class Sort(StrEnum):
    """API clients tell lines apart that were written wrongly, that go where no cash is collected, that no
    courier takes, and that nobody pays for; the rest is about the state of things."""

    INPUT = "input"
    PLACE = "place"
    COURIER = "courier"
    MONEY = "money"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class SheetFault:
    """`column` is a title of the file; empty when it is about the whole line."""

    line: int
    column: str
    text: str
    sort: Sort = Sort.INPUT

    def to_json(self) -> dict[str, Any]:
        return {"line": self.line, "column": self.column, "text": self.text}


def fault_at(line: int, key: str, text: str, sort: Sort = Sort.INPUT) -> SheetFault:
    """A fault in the column of this key."""
    return SheetFault(line, TITLES.get(key, ""), text, sort)


def unread(faults: list[Fault]) -> list[SheetFault]:
    """Faults of reading are all about how a line was written."""
    return [SheetFault(fault.line, fault.column, fault.text) for fault in faults]
