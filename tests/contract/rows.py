"""The catalogue: what clients may call, what they send and what they must get back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

FOLDER = Path(__file__).parent / "catalogue"
APPS = ("accounts", "products", "shipping", "orders", "finance", "tickets", "notifications")

# Nobody has read yet what the clients need of this row; it must be filed before the row is built.
UNFILED = "unfiled"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One operation. The fields are explained in README.md beside this file."""

    id: str
    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    kind: Literal["written", "client"]
    audience: Literal["public", "seller", "ops", "mitra"]
    auth: Literal["none", "bearer", "service"]
    codes: list[int]
    client_keys: dict[str, str]
    is_filed: bool = True
    aliases: list[str] = field(default_factory=list)
    path_values: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    sends: Any = None
    answer: dict[str, Any] = field(default_factory=dict)
    nullable: list[str] = field(default_factory=list)
    may_be_empty: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    spoof: str = ""
    bare: str = ""
    refusal: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def app(self) -> str:
        return self.id.partition(".")[0]

    @property
    def success_status(self) -> int:
        return next(code for code in self.codes if 200 <= code < 300)

    @property
    def takes_input(self) -> bool:
        """Whether a caller can get something wrong besides the token."""
        return bool(self.fields or self.path_values or any(not n.endswith("?") for n in self.query))

    @property
    def is_list(self) -> bool:
        data = self.answer.get("data", self.client_keys.get("data"))
        return data == "list" or isinstance(data, list) or "data.data" in self.client_keys


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Row]:
    """All rows by id, in the order of the files."""
    rows: dict[str, Row] = {}
    for app in APPS:
        entries = yaml.load((FOLDER / f"{app}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
        for entry in entries:
            row = _row(entry)
            assert row.id not in rows, f"{row.id} is filed twice"
            assert row.app == app, f"{row.id} belongs into {row.app}.yaml"
            rows[row.id] = row
    return rows


def totals() -> Counter[str]:
    return Counter(row.kind for row in catalogue().values())


def _row(entry: dict[str, Any]) -> Row:
    keys = entry.pop("client_keys")
    if keys == UNFILED:
        return Row(**entry, client_keys={}, is_filed=False)
    return Row(**entry, client_keys={path: str(kinds) for path, kinds in keys.items()})
