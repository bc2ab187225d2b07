from dataclasses import replace

import pytest

from komship.lib.errors import InvalidInput
from products.rules import OptionDraft, ProductDraft, checked_draft, volume_weight_g
from tests.factories.products import branch, colour_and_size_draft, leaf, plain_draft


def faults(draft: ProductDraft) -> set[str]:
    with pytest.raises(InvalidInput) as refused:
        checked_draft(draft)
    assert refused.value.message
    return set(refused.value.fields)


@pytest.mark.parametrize(
    ("size", "grams"),
    [((50, 30, 40), 10_000), ((10, 10, 10), 167), ((0, 30, 40), 0), ((1, 1, 3), 1), ((1, 1, 2), 0)],
)
def test_volume_weight_is_rounded_half_up(size: tuple[int, int, int], grams: int) -> None:
    assert volume_weight_g(*size) == grams


def test_blanks_are_folded_everywhere() -> None:
    draft = replace(
        plain_draft("  Jilbab \n Segi  "),
        sku=" JB-1 ",
        description=" lembut ",
        axes=(" Warna ",),
        options=(leaf(" Merah  Tua "),),
    )

    cleaned = checked_draft(draft)

    assert (cleaned.name, cleaned.sku, cleaned.description) == ("Jilbab Segi", "JB-1", "lembut")
    assert cleaned.axes == ("Warna",)
    assert cleaned.options[0].name == "Merah Tua"


@pytest.mark.parametrize("name", ["Baju 👗🔥", "ジルバブ", "a" * 60, "Baju 100% Katun"])
def test_names_that_are_fine(name: str) -> None:
    assert checked_draft(plain_draft(name)).name == name


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " abc "}, "name"),
        ({"name": "a" * 61}, "name"),
        ({"name": "👗" * 61}, "name"),
        ({"name": "Baju; Celana"}, "name"),
        ({"name": "Baju\x00Celana"}, "name"),
        ({"name": "Baju \ud83d Celana"}, "name"),
        ({"sku": "12345678901"}, "sku"),
        ({"sku": "A/B"}, "sku"),
        ({"sku": "\x00"}, "sku"),
        ({"description": "x" * 301}, "description"),
        ({"weight_g": 0}, "weight_g"),
        ({"weight_g": -5}, "weight_g"),
        ({"weight_g": 10_000_000}, "weight_g"),
        ({"length_cm": -1}, "length_cm"),
        ({"width_cm": 10**30}, "width_cm"),
        ({"height_cm": 10_000_000}, "height_cm"),
        ({"price_rp": -1}, "price_rp"),
        ({"price_rp": 10_000_000}, "price_rp"),
        ({"stock": -1}, "stock"),
        ({"stock": 10_000_000}, "stock"),
        ({"options": (leaf("Merah"),)}, "options"),
    ],
)
def test_refused_values_name_their_field(changes: dict[str, object], field: str) -> None:
    assert faults(replace(plain_draft(), **changes)) == {field}  # type: ignore[arg-type]


def test_all_faults_are_told_at_once() -> None:
    draft = plain_draft("x", sku="A=B", weight_g=0)

    assert faults(draft) == {"name", "sku", "weight_g"}


@pytest.mark.parametrize(
    ("axes", "options", "field"),
    [
        (("A", "B", "C", "D"), (leaf("x"),), "axes"),
        (("Warna", "warna"), (branch("x", leaf("y")),), "axes"),
        (("",), (leaf("x"),), "axes"),
        (("w" * 31,), (leaf("x"),), "axes"),
        (("Warna",), (), "options"),
        (("Warna",), (leaf(""),), "options"),
        (("Warna",), (leaf("o" * 31),), "options"),
        (("Warna",), (leaf("Merah"), leaf("MERAH")), "options"),
        (("Warna",), tuple(leaf(str(n)) for n in range(9)), "options"),
        (("Warna",), (leaf("x", price_rp=-1),), "options"),
        (("Warna",), (leaf("x", price_rp=1_000_000_000),), "options"),
        (("Warna",), (leaf("x", stock=-1),), "options"),
        (("Warna",), (branch("x", leaf("y")),), "options"),
        (("Warna", "Ukuran"), (leaf("Merah"),), "options"),
        (("Warna", "Ukuran"), (branch("Merah", leaf("S")), leaf("Biru")), "options"),
        (("Warna", "Ukuran"), (branch("Merah", leaf("S", stock=-2)),), "options"),
    ],
)
def test_trees_that_cannot_be(axes: tuple[str, ...], options: tuple[OptionDraft, ...], field: str) -> None:
    assert field in faults(replace(colour_and_size_draft(), axes=axes, options=options))


def test_the_same_name_may_stand_under_two_parents() -> None:
    draft = checked_draft(colour_and_size_draft())

    assert [path for path, _ in draft.leaves()] == [
        ("Merah", "S"),
        ("Merah", "M"),
        ("Biru", "S"),
        ("Biru", "M"),
    ]


def test_variants_may_cost_more_than_a_plain_product() -> None:
    draft = plain_draft(axes=("Warna",), options=(leaf("Emas", price_rp=999_999_999),))

    assert checked_draft(draft).options[0].price_rp == 999_999_999
