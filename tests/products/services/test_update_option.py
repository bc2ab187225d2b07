import pytest

from accounts.models import Partner
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from products.errors import OptionNotFound
from products.models import Product, Variant, VariantOption
from products.selectors import available_pieces
from products.services import OptionChange, delete_product, update_option, update_product
from tests.factories.products import plain_draft, variant_named


def option(product: Product, name: str) -> VariantOption:
    return VariantOption.objects.live().filter(axis__product=product, name=name)[0]


def change(product: Product, row: VariantOption, **values: object) -> VariantOption:
    return update_option(product.partner_id, option_id=row.pk, change=OptionChange(**values))  # type: ignore[arg-type]


def test_a_leaf_gets_name_price_and_pieces_and_keeps_its_id(gamis: Product) -> None:
    variant = variant_named(gamis, "Merah, S")
    assert variant.option is not None

    change(gamis, variant.option, name=" Small ", price_rp=70_000, stock=9)

    variant.refresh_from_db()
    assert (variant.name, variant.price_rp) == ("Merah, Small", 70_000)
    assert available_pieces(gamis.partner_id, [variant.pk]) == {variant.pk: 9}
    assert AuditEntry.objects.filter(action="products.option_updated").count() == 1


def test_a_branch_renames_everything_below_it(gamis: Product) -> None:
    change(gamis, option(gamis, "Merah"), name="Merah Marun")

    names = set(Variant.objects.filter(product=gamis).values_list("name", flat=True))
    assert names == {"Merah Marun, S", "Merah Marun, M", "Biru, S", "Biru, M"}


def test_its_own_name_in_other_letters(gamis: Product) -> None:
    assert change(gamis, option(gamis, "Merah"), name="MERAH").name == "MERAH"


@pytest.mark.parametrize(
    ("row", "values", "field"),
    [
        ("Merah", {"name": "biru"}, "name"),
        ("Merah", {"name": "a" * 31}, "name"),
        ("Merah", {"name": " "}, "name"),
        ("Merah", {"price_rp": 1}, "price_rp"),
        ("Merah", {"stock": 1}, "stock"),
        ("S", {"price_rp": -1}, "price_rp"),
        ("S", {"stock": 1_000_000_000}, "stock"),
    ],
)
def test_what_is_refused_changes_nothing(
    gamis: Product, row: str, values: dict[str, object], field: str
) -> None:
    before = list(Variant.objects.values_list("name", "price_rp"))

    with pytest.raises(InvalidInput) as refused:
        change(gamis, option(gamis, row), **values)

    assert list(refused.value.fields) == [field]
    assert list(Variant.objects.values_list("name", "price_rp")) == before


def test_strangers_retired_and_deleted_options(gamis: Product, rina_partner: Partner) -> None:
    row = option(gamis, "Merah")
    with pytest.raises(OptionNotFound):
        update_option(rina_partner.pk, option_id=row.pk, change=OptionChange(name="X"))

    update_product(gamis.partner_id, product_id=gamis.pk, draft=plain_draft(gamis.name))
    with pytest.raises(OptionNotFound):
        change(gamis, row, name="X")

    delete_product(gamis.partner_id, product_id=gamis.pk)
    with pytest.raises(OptionNotFound):
        change(gamis, row, name="X")
