"""Read a file of products and say everything that is wrong with it, without storing a product."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from komship.lib.sheet_cells import Fault
from komship.lib.sheet_reading import read_lines
from products.models import Product, ProductImport
from products.rules import same_name
from products.services._import_rows import WaitingProduct
from products.sheet.columns import TITLES
from products.sheet.parsing import SheetProduct, parse_sheet
from products.states import ImportStage

MOST_FAULTS = 500


@dataclass(frozen=True, slots=True)
class _Taken:
    """Names and SKUs of the partner's live products, and whose they are."""

    names: Mapping[str, int]
    skus: Mapping[str, int]
    ids: frozenset[int]


def check_import(partner_id: int, *, user_id: int, file_name: str, content: bytes) -> ProductImport:
    """Store what the file would do: ready to start, or with all its faults, line by line.

    A product with an ID, or with the name of a stored one, replaces that one; others are new.
    Raises InvalidInput by field `file` for what cannot be read at all.
    """
    sheet = parse_sheet(read_lines(content))
    products, faults = _placed(sheet.products, _taken(partner_id))
    if sheet.missing and not faults:
        faults = _would_be_emptied(products, sheet.missing)
    faults = sorted([*sheet.faults, *faults], key=lambda fault: fault.line)
    stage = ImportStage.FAULTY if faults else ImportStage.READY
    return ProductImport.objects.create(
        partner_id=partner_id,
        user_id=user_id,
        file_name=file_name[-120:],
        stage=stage,
        rows=[] if faults else [product.to_json() for product in products],
        faults=[asdict(fault) for fault in faults[:MOST_FAULTS]],
        total=len(products),
        added=sum(product.product_id is None for product in products),
        changed=sum(product.product_id is not None for product in products),
    )


def _taken(partner_id: int) -> _Taken:
    rows = list(Product.objects.for_partner(partner_id).live().values_list("pk", "name", "sku"))
    return _Taken(
        names={same_name(name): pk for pk, name, _sku in rows},
        skus={same_name(sku): pk for pk, _name, sku in rows if sku},
        ids=frozenset(row[0] for row in rows),
    )


def _placed(products: Iterable[SheetProduct], taken: _Taken) -> tuple[list[WaitingProduct], list[Fault]]:
    """Which stored product each replaces, and where two would get in each other's way."""
    placed: list[WaitingProduct] = []
    faults: list[Fault] = []
    lines: dict[tuple[str, object], int] = {}
    for product in products:
        owner = product.product_id or taken.names.get(same_name(product.draft.name))
        found = [
            *_conflicts_with_stored(product, owner, taken),
            *_conflicts_in_file(product, owner, lines),
        ]
        faults += [Fault(product.line, TITLES[key], text) for key, text in found]
        placed.append(WaitingProduct(product.line, owner, product.draft))
    return placed, faults


def _would_be_emptied(products: Iterable[WaitingProduct], missing: list[str]) -> list[Fault]:
    """A stored product is replaced whole, so a column left out would empty what it has there."""
    text = _("Produk ini sudah ada. Untuk mengubahnya, berkas juga butuh kolom %(columns)s.")
    return [
        Fault(product.line, "", text % {"columns": ", ".join(missing)})
        for product in products
        if product.product_id is not None
    ]


def _conflicts_with_stored(
    product: SheetProduct, owner: int | None, taken: _Taken
) -> Iterable[tuple[str, str]]:
    name, sku = same_name(product.draft.name), same_name(product.draft.sku)
    if product.product_id is not None and product.product_id not in taken.ids:
        yield "id", _("Produk dengan ID ini tidak ada.")
    if taken.names.get(name, owner) != owner:
        yield "name", _("Nama produk sudah dipakai.")
    if sku and taken.skus.get(sku, owner) != owner:
        yield "sku", _("SKU sudah dipakai.")


def _conflicts_in_file(
    product: SheetProduct, owner: int | None, lines: dict[tuple[str, object], int]
) -> Iterable[tuple[str, str]]:
    """`lines` remembers where each name, SKU and ID stood first."""
    draft = product.draft
    marks = {"id": owner, "name": same_name(draft.name), "sku": same_name(draft.sku)}
    for key, mark in marks.items():
        if not mark:
            continue
        first = lines.setdefault((key, mark), product.line)
        if first != product.line:
            yield key, _("Sudah ada di baris %(line)d.") % {"line": first}
