"""From lines of text to product drafts, with everything that is wrong, line by line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.sheet_cells import Fault, heading_key, whole_number
from komship.lib.sheet_reading import Line
from komship.lib.text import fold_spaces
from products.rules import MAX_LEVELS, PricedPath, ProductDraft, checked_draft, option_tree, same_name
from products.sheet.columns import KEYS_BY_HEADING, REQUIRED, TITLES, title_of_field

_ID = re.compile(r"\d{1,18}")
_YES = frozenset({"ya", "y", "1", "yes", "true", "boleh"})
_NO = frozenset({"tidak", "t", "0", "no", "false"})
_PUBLISHED = frozenset({"dijual", "publish", "published", "aktif", "1"})
_DRAFT = frozenset({"draf", "draft", "0"})
# What all lines of a product say alike; blank means "as in the first line".
_COMMON = (
    "sku",
    "description",
    "weight_g",
    "length_cm",
    "width_cm",
    "height_cm",
    "is_published",
    "allows_cod",
    "allows_bank_transfer",
    *(f"axis_{level}" for level in range(1, MAX_LEVELS + 1)),
)

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetProduct:
    """A draft, the line it begins at, and the product it replaces when the file says so."""

    line: int
    product_id: int | None
    draft: ProductDraft


@dataclass
class Sheet:
    """What a file says: products that are right in themselves, and all faults."""

    products: list[SheetProduct] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    # Titles of columns the file does not have.
    missing: list[str] = field(default_factory=list)

    def fault(self, line: int, key: str, text: str) -> None:
        self.faults.append(Fault(line, TITLES.get(key, key), text))


def parse_sheet(lines: Sequence[Line]) -> Sheet:
    """Products in the order of the file; nothing is looked up."""
    sheet = Sheet()
    if not lines:
        sheet.fault(1, "", _("Berkas ini kosong."))
        return sheet
    keys = _headings(lines[0], sheet)
    if sheet.faults:
        return sheet
    groups: dict[str, list[tuple[int, Cells]]] = {}
    for line in lines[1:]:
        cells = {key: text for key, text in zip(keys, line.cells, strict=False) if key}
        name, product_id = fold_spaces(cells.get("name", "")), cells.get("id", "")
        if not name:
            sheet.fault(line.number, "name", _("Wajib diisi."))
            continue
        group = f"id {product_id}" if product_id else f"name {same_name(name)}"
        groups.setdefault(group, []).append((line.number, cells))
    if not groups and not sheet.faults:
        sheet.fault(lines[0].number, "", _("Tidak ada produk di bawah judul kolom."))
    for rows in groups.values():
        _read_product(rows, sheet)
    sheet.faults.sort(key=lambda fault: fault.line)
    return sheet


def _headings(line: Line, sheet: Sheet) -> list[str]:
    """The key of each column; faults for what is unknown, named twice or missing."""
    keys: list[str] = []
    for title in line.cells:
        key = KEYS_BY_HEADING.get(heading_key(title), "")
        if title and not key:
            sheet.fault(line.number, title, _("Kolom ini tidak dikenal."))
        elif key and key in keys:
            sheet.fault(line.number, key, _("Kolom ini ada dua kali."))
        keys.append(key)
    for key in REQUIRED:
        if key not in keys:
            sheet.fault(line.number, key, _("Kolom ini tidak ada."))
    sheet.missing = [title for key, title in TITLES.items() if key not in (*keys, "id")]
    return keys


def _read_product(rows: Sequence[tuple[int, Cells]], sheet: Sheet) -> None:
    """One product from its lines; it joins the sheet when nothing is wrong with it."""
    before = len(sheet.faults)
    line, first = rows[0]
    _demand_agreement(rows, sheet)
    axes = [fold_spaces(first.get(f"axis_{level}", "")) for level in range(1, MAX_LEVELS + 1)]
    while axes and not axes[-1]:
        axes.pop()
    leaves = [_leaf(number, cells, len(axes), sheet) for number, cells in rows]
    if len(rows) > 1:
        _demand_variants(rows, leaves, axes, sheet)
    reader = _Reader(line, first, sheet)
    product_id = reader.number("id", _ID) if first.get("id") else None
    draft = ProductDraft(
        name=first["name"],
        sku=first.get("sku", ""),
        description=first.get("description", ""),
        weight_g=reader.whole("weight_g", required=True) or 0,
        length_cm=reader.whole("length_cm") or 0,
        width_cm=reader.whole("width_cm") or 0,
        height_cm=reader.whole("height_cm") or 0,
        price_rp=0 if axes else leaves[0].price_rp,
        stock=None if axes else leaves[0].stock,
        is_published=reader.choice("is_published", _PUBLISHED, _DRAFT),
        allows_cod=reader.choice("allows_cod", _YES, _NO),
        allows_bank_transfer=reader.choice("allows_bank_transfer", _YES, _NO),
        axes=tuple(axes),
        options=option_tree(leaves) if axes and len(sheet.faults) == before else (),
    )
    known = sheet.faults[before:]
    try:
        cleaned = checked_draft(draft)
    except InvalidInput as refused:
        sheet.faults += _further(known, faults_of(line, refused))
    else:
        if not known:
            sheet.products.append(SheetProduct(line, product_id, cleaned))


def _further(known: Sequence[Fault], found: Sequence[Fault]) -> list[Fault]:
    """What the rules find beyond what could not be read: neither the same column twice, nor a tree
    that is incomplete only because a line of it could not be read."""
    columns = {fault.column for fault in known}
    if known:
        columns |= {title_of_field("axes"), title_of_field("options")}
    return [fault for fault in found if fault.column not in columns]


def faults_of(line: int, refused: InvalidInput) -> list[Fault]:
    """A draft's refusal in the words of the file."""
    return [
        Fault(line, title_of_field(name), text) for name, texts in refused.fields.items() for text in texts
    ]


def _demand_agreement(rows: Sequence[tuple[int, Cells]], sheet: Sheet) -> None:
    """The lines of a product may repeat what the first one says, or leave it out."""
    line, first = rows[0]
    for number, cells in rows[1:]:
        if fold_spaces(cells["name"]) != fold_spaces(first["name"]):
            sheet.fault(number, "name", _("Berbeda dengan baris %(line)d.") % {"line": line})
        for key in _COMMON:
            text = cells.get(key, "")
            if text and text != first.get(key, ""):
                sheet.fault(number, key, _("Berbeda dengan baris %(line)d.") % {"line": line})


def _leaf(number: int, cells: Cells, levels: int, sheet: Sheet) -> PricedPath:
    """What a line says of its own variant."""
    reader = _Reader(number, cells, sheet)
    path = []
    for level in range(1, MAX_LEVELS + 1):
        name = fold_spaces(cells.get(f"option_{level}", ""))
        if level <= levels:
            path.append(name)
            if not name:
                sheet.fault(number, f"option_{level}", _("Wajib diisi."))
        elif name:
            sheet.fault(number, f"axis_{level}", _("Isi jenis varian untuk pilihan ini."))
    return PricedPath(tuple(path), reader.whole("price_rp", required=True) or 0, reader.whole("stock"))


def _demand_variants(
    rows: Sequence[tuple[int, Cells]], leaves: Sequence[PricedPath], axes: Sequence[str], sheet: Sheet
) -> None:
    """Several lines of one product are its variants, each named once."""
    seen: dict[tuple[str, ...], int] = {}
    for (number, _cells), leaf in zip(rows, leaves, strict=True):
        key = tuple(same_name(name) for name in leaf.path)
        if key in seen and not axes:
            sheet.fault(number, "name", _("Produk ini sudah ada di baris %(line)d.") % {"line": seen[key]})
        elif key in seen:
            told = _("Varian ini sudah ada di baris %(line)d.") % {"line": seen[key]}
            sheet.fault(number, "option_1", told)
        seen.setdefault(key, number)


@dataclass(frozen=True)
class _Reader:
    """Values of one line; what cannot be read becomes a fault and None."""

    line: int
    cells: Cells
    sheet: Sheet

    def whole(self, key: str, *, required: bool = False) -> int | None:
        text = self.cells.get(key, "")
        if not text:
            if required:
                self.sheet.fault(self.line, key, _("Wajib diisi."))
            return None
        try:
            return whole_number(text)
        except ValueError:
            self.sheet.fault(self.line, key, _("“%(text)s” bukan angka bulat.") % {"text": text[:40]})
            return None

    def number(self, key: str, pattern: re.Pattern[str]) -> int | None:
        text = self.cells[key]
        if text.isascii() and pattern.fullmatch(text):
            return int(text)
        self.sheet.fault(self.line, key, _("“%(text)s” bukan ID produk.") % {"text": text[:40]})
        return None

    def choice(self, key: str, yes: frozenset[str], no: frozenset[str]) -> bool | None:
        text = self.cells.get(key, "").casefold()
        if text in yes or text in no:
            return text in yes
        if text:
            known = _("Dijual atau Draf") if yes is _PUBLISHED else _("Ya atau Tidak")
            self.sheet.fault(self.line, key, _("Isi dengan %(known)s.") % {"known": known})
        return None
