"""Which lines of a sheet make one order, kept as plain JSON until the order is stored."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from komship.lib.sheet_cells import Fault, heading_key
from komship.lib.sheet_reading import Line
from komship.lib.text import fold_spaces
from orders.sheet.columns import FAULTS_TITLE, KEYS_BY_HEADING, OF_ORDER, REQUIRED, TITLES

Cells = Mapping[str, str]
# What a heading can mean: the key of a column, or that it is left alone.
IGNORED = "-"
NO_MEANINGS: Mapping[str, str] = MappingProxyType({})
KEY_PREFIX = "sheet:"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line: its number as the seller counts, and its cells by column."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class OrderRows:
    """The lines of one order, the first of which says whom it is for.

    `request_key` is the same for the same words in the same place, whenever they are sent, so that they
    become one order however often that is.
    """

    rows: tuple[SheetRow, ...]
    request_key: str

    def to_json(self) -> list[dict[str, Any]]:
        return [{"line": row.number, "cells": dict(row.cells)} for row in self.rows]


def order_rows(rows: Sequence[Mapping[str, Any]], request_key: str) -> OrderRows:
    """The lines of an order from their stored form."""
    return OrderRows(tuple(SheetRow(row["line"], row["cells"]) for row in rows), request_key)


def rows_of_file(
    lines: Sequence[Line], meanings: Mapping[str, str] = NO_MEANINGS
) -> tuple[list[SheetRow], list[Fault]]:
    """The lines under the headings; no lines when the headings are wrong.

    `meanings`: the column that a heading of the seller's own stands for, by `heading_key`; IGNORED for none.
    """
    if not lines:
        return [], [Fault(1, "", _("Berkas ini kosong."))]
    keys, faults = _headings(lines[0], meanings)
    if faults:
        return [], faults
    rows = [
        SheetRow(line.number, {key: text for key, text in zip(keys, line.cells, strict=False) if key})
        for line in lines[1:]
    ]
    if not rows:
        faults.append(Fault(lines[0].number, "", _("Tidak ada pesanan di bawah judul kolom.")))
    return rows, faults


def meaning_of(title: str, meanings: Mapping[str, str]) -> str | None:
    """The key of the column a heading stands for, IGNORED, or None when nobody knows."""
    name = heading_key(title)
    return KEYS_BY_HEADING.get(name) or meanings.get(name)


def is_ours(title: str) -> bool:
    """Whether our own files have a column of this name."""
    return title == FAULTS_TITLE or heading_key(title) in KEYS_BY_HEADING


def grouped(rows: Sequence[SheetRow]) -> list[list[SheetRow]]:
    """Lines with one code are one order; so is a line without a buyer with the order above it."""
    groups: list[list[SheetRow]] = []
    by_code: dict[str, list[SheetRow]] = {}
    for row in rows:
        code = same_words(row.cells.get("code", ""))
        group = by_code.get(code) if code else groups[-1] if groups and _continues(row) else None
        if group is None:
            group = []
            groups.append(group)
            if code:
                by_code[code] = group
        group.append(row)
    return groups


def keyed(groups: Sequence[Sequence[SheetRow]], *, today: date) -> list[OrderRows]:
    """Orders of a file: the second of two that read alike is told apart by its turn, not by its line,
    so that a line put in above changes nothing."""
    seen: dict[str, int] = {}
    out = []
    for group in groups:
        words = _digest(group, today)
        seen[words] = seen.get(words, 0) + 1
        out.append(OrderRows(tuple(group), f"{KEY_PREFIX}{words}:{seen[words]}"))
    return out


def keyed_by_place(groups: Sequence[Sequence[SheetRow]], *, today: date) -> list[OrderRows]:
    """Orders that are sent one by one: the line they stand in tells equal ones apart."""
    return [
        OrderRows(tuple(group), f"{KEY_PREFIX}{_digest(group, today)}@{group[0].number}") for group in groups
    ]


def disagreements(rows: Sequence[SheetRow]) -> list[Fault]:
    """Further lines of an order may repeat what the first one says, or leave it out."""
    first = rows[0]
    return [
        Fault(row.number, TITLES[key], _("Berbeda dengan baris %(line)d.") % {"line": first.number})
        for row in rows[1:]
        for key in OF_ORDER
        if row.cells.get(key) and same_words(row.cells[key]) != same_words(first.cells.get(key, ""))
    ]


def same_words(text: str) -> str:
    """Equal for texts that differ in capitals and blanks only."""
    return fold_spaces(text).casefold()


def _continues(row: SheetRow) -> bool:
    return not any(row.cells.get(key) for key in ("name", "phone", "address"))


def _digest(group: Sequence[SheetRow], today: date) -> str:
    """Of all that is said, the day included: who leaves it blank orders something else tomorrow."""
    said = [{key: text for key, text in sorted(row.cells.items()) if text} for row in group]
    said[0].setdefault("ordered_on", today.isoformat())
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:40]


def _headings(line: Line, meanings: Mapping[str, str]) -> tuple[list[str], list[Fault]]:
    """The key of each column; faults for what is unknown, named twice or missing."""
    keys: list[str] = []
    faults = []
    for title in line.cells:
        meaning = meaning_of(title, meanings)
        key = meaning if meaning and meaning != IGNORED else ""
        if title and meaning is None and title != FAULTS_TITLE:
            faults.append(Fault(line.number, title, _("Kolom ini tidak dikenal.")))
        elif key and key in keys:
            faults.append(Fault(line.number, TITLES[key], _("Kolom ini ada dua kali.")))
        keys.append(key)
    for group in REQUIRED:
        if not any(key in keys for key in group):
            titles = _(" atau ").join(TITLES[key] for key in group)
            faults.append(Fault(line.number, titles, _("Kolom ini tidak ada.")))
    return keys, faults
