"""Change one option of a product: its name, and on a leaf its price and pieces."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core import audit
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces
from products.errors import OptionNotFound
from products.models import Product, Variant, VariantOption
from products.rules import VARIANT_NUMBER_MAX, option_name_faults, same_name
from products.services._own_stock import set_own_stock
from products.services.update_product import locked_product


@dataclass(frozen=True)
class OptionChange:
    """What becomes of an option; None keeps what is stored."""

    name: str | None = None
    price_rp: int | None = None
    stock: int | None = None


@transaction.atomic
def update_option(
    partner_id: int, *, option_id: int, change: OptionChange, actor: audit.Actor | None = None
) -> VariantOption:
    """Change a live option in place: it and the variants below keep their ids.

    `stock` is the sum of pieces that can be ordered from the own warehouses. Locks the product,
    then stock rows in primary key order. Raises OptionNotFound, InvalidInput by field, NoWarehouse.
    """
    product = _locked_owner(partner_id, option_id)
    options = {row.pk: row for row in VariantOption.objects.live().filter(axis__product=product)}
    option = options.get(option_id)
    if option is None:
        raise OptionNotFound
    before: dict[str, object] = {"name": option.name}
    if change.name is not None:
        _rename(product, options, option, change.name)
    if change.price_rp is not None or change.stock is not None:
        before |= _reprice(partner_id, option, change)
    now = clock.now()
    option.updated_at = product.updated_at = now
    option.save(update_fields=["name", "updated_at"])
    product.save(update_fields=["updated_at"])
    after = {"name": option.name, "price_rp": change.price_rp, "stock": change.stock}
    audit.record("products.option_updated", product, actor=actor, change=(before, after))
    return option


def _locked_owner(partner_id: int, option_id: int) -> Product:
    product_id = (
        VariantOption.objects.for_partner(partner_id)
        .live()
        .filter(pk=option_id, axis__product__deleted_at=None)
        .values_list("axis__product_id", flat=True)
        .first()
    )
    if product_id is None:
        raise OptionNotFound
    return locked_product(partner_id, product_id)


def _rename(product: Product, options: dict[int, VariantOption], option: VariantOption, name: str) -> None:
    """Give the option its name and every variant below it the name that follows."""
    folded = fold_spaces(name)
    faults = option_name_faults(folded)
    siblings = (row for row in options.values() if row.parent_id == option.parent_id and row.pk != option.pk)
    if not faults and any(same_name(row.name) == same_name(folded) for row in siblings):
        faults = [_("Nama varian tidak boleh sama.")]
    if faults:
        raise InvalidInput(faults[0], fields={"name": faults})
    option.name = folded
    changed = []
    for variant in Variant.objects.filter(product=product, retired_at=None, option__isnull=False):
        told = ", ".join(_path(options, variant.option_id))
        if told != variant.name:
            variant.name = told
            changed.append(variant)
    Variant.objects.bulk_update(changed, ["name"])


def _path(options: dict[int, VariantOption], option_id: int | None) -> list[str]:
    names: list[str] = []
    while option_id is not None:
        names.insert(0, options[option_id].name)
        option_id = options[option_id].parent_id
    return names


def _reprice(partner_id: int, option: VariantOption, change: OptionChange) -> dict[str, object]:
    """Price and pieces stand on leaves only; returns what the price was."""
    variant = Variant.objects.filter(option=option, retired_at=None).first()
    given = {"price_rp": change.price_rp, "stock": change.stock}
    if variant is None:
        text = _("Harga dan stok diisi di pilihan yang paling bawah.")
        raise InvalidInput(text, fields={name: [text] for name, value in given.items() if value is not None})
    for name, value in given.items():
        if value is not None and not 0 <= value <= VARIANT_NUMBER_MAX:
            text = _("Isi dengan angka %(least)d sampai %(most)d.") % {"least": 0, "most": VARIANT_NUMBER_MAX}
            raise InvalidInput(text, fields={name: [text]})
    before: dict[str, object] = {"price_rp": variant.price_rp}
    if change.price_rp is not None:
        variant.price_rp = change.price_rp
        variant.save(update_fields=["price_rp"])
    before["stock"] = set_own_stock(partner_id, [(variant, change.stock)])
    return before
