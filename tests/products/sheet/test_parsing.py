"""A file says what a product shall be, or all that is wrong with it."""

import re

import pytest

from komship.lib.sheet_cells import Fault, whole_number
from komship.lib.sheet_reading import read_lines
from products.rules import OptionDraft, ProductDraft
from products.sheet.parsing import parse_sheet
from products.sheet.writing import sample_file
from tests.factories.sheets import LEAVES, PLAIN, Row, csv_file

Told = list[tuple[int, str]]


def drafts(*rows: Row) -> list[ProductDraft]:
    sheet = parse_sheet(read_lines(csv_file(*rows)))
    assert sheet.faults == []
    return [product.draft for product in sheet.products]


def told(content: bytes) -> Told:
    """Line and column of every fault."""
    return [(fault.line, fault.column) for fault in parse_sheet(read_lines(content)).faults]


def test_a_plain_product_and_one_with_variants() -> None:
    plain, gown = drafts(PLAIN, *LEAVES)

    assert (plain.name, plain.sku, plain.weight_g, plain.price_rp, plain.stock) == (
        "Kerudung Bergo",
        "KB-01",
        250,
        50_000,
        12,
    )
    assert (plain.is_published, plain.allows_cod) == (None, None)
    assert gown.axes == ("Warna", "Ukuran")
    red = (OptionDraft("S", 90_000, 3), OptionDraft("M", 95_000, 2))
    assert gown.options == (
        OptionDraft("Merah", children=red),
        OptionDraft("Biru", children=(OptionDraft("S", 91_000, 1),)),
    )


def test_later_lines_may_leave_out_what_is_common() -> None:
    second: Row = {
        "name": "gamis KATUN".title(),
        "option_1": "Hijau",
        "option_2": "S",
        "price_rp": 1,
        "stock": 0,
    }

    assert len(drafts(*LEAVES, second)[0].options) == 3


def test_words_for_yes_and_no() -> None:
    row = PLAIN | {"is_published": "draf", "allows_cod": "tidak", "allows_bank_transfer": "YA"}

    draft = drafts(row)[0]

    assert (draft.is_published, draft.allows_cod, draft.allows_bank_transfer) == (False, False, True)


def test_headings_in_any_order_case_and_spelling() -> None:
    sheet = parse_sheet(read_lines(b"HARGA;nama_produk;berat gram\n1.500;Mukena Bali;Rp 300\n"))

    assert sheet.faults == []
    assert (sheet.products[0].draft.price_rp, sheet.products[0].draft.weight_g) == (1_500, 300)
    assert "SKU" in sheet.missing
    assert "Harga" not in sheet.missing


def test_the_sample_file_is_right() -> None:
    sheet = parse_sheet(read_lines(sample_file()))

    assert sheet.faults == []
    assert [len(product.draft.options) for product in sheet.products] == [0, 2]


@pytest.mark.parametrize(
    ("text", "number"),
    [("5", 5), ("50.000", 50_000), ("1,250,000", 1_250_000), ("Rp 50.000", 50_000), ("rp.7", 7), ("007", 7)],
)
def test_numbers_as_people_write_them(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1.50", "1e3", "lima", "٣", "9" * 13, "1.000.00"])
def test_what_is_no_whole_number(text: str) -> None:
    with pytest.raises(ValueError, match="^$|" + re.escape(text)):
        whole_number(text)


def test_all_faults_at_once() -> None:
    """Two lines of one product and two others: nothing hides anything else."""
    content = csv_file(
        PLAIN | {"name": "ab", "weight_g": 0, "sku": "TERLALUPANJANG"},
        {"weight_g": 1, "price_rp": 1},
        LEAVES[0] | {"price_rp": "lima", "stock": "-1"},
        LEAVES[1] | {"weight_g": 500, "option_2": ""},
        PLAIN | {"is_published": "mungkin", "allows_cod": "?", "id": "x", "name": "Mukena"},
    )

    assert told(content) == [
        (2, "Nama produk"),
        (2, "SKU"),
        (2, "Berat (gram)"),
        (3, "Nama produk"),
        (4, "Harga"),
        (4, "Stok"),
        (5, "Berat (gram)"),
        (5, "Pilihan 2"),
        (6, "ID"),
        (6, "Status"),
        (6, "COD"),
    ]


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([PLAIN, PLAIN], [(3, "Nama produk")]),
        ([LEAVES[0], LEAVES[0]], [(3, "Pilihan 1")]),
        ([PLAIN | {"option_1": "Merah"}], [(2, "Varian 1")]),
        (
            [PLAIN | {"id": 7}, PLAIN | {"id": 7, "name": "Lain Sekali"}],
            [(3, "Nama produk"), (3, "Nama produk")],
        ),
        ([LEAVES[0], LEAVES[1] | {"axis_1": "Bahan"}], [(3, "Varian 1")]),
        ([LEAVES[0], LEAVES[1] | {"option_1": "merah"}], [(2, "Pilihan 1")]),
        ([LEAVES[0] | {"axis_2": "Warna"}], [(2, "Varian 1")]),
        ([LEAVES[0] | {"option_1": letter} for letter in "abcdefghi"], [(2, "Pilihan 1")]),
    ],
    ids=["twice", "variant twice", "no axis", "renamed", "other axis", "other letters", "same axes", "many"],
)
def test_variants_that_do_not_fit(rows: list[Row], faults: Told) -> None:
    assert told(csv_file(*rows)) == faults


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"", [Fault(1, "", "Berkas ini kosong.")]),
        (b"Nama produk,Harga\n", [Fault(1, "Berat (gram)", "Kolom ini tidak ada.")]),
        (csv_file(), [Fault(1, "", "Tidak ada produk di bawah judul kolom.")]),
        (
            csv_file(keys=["name", "weight_g", "price_rp", "name"]),
            [Fault(1, "Nama produk", "Kolom ini ada dua kali.")],
        ),
        (
            csv_file(keys=["name", "weight_g", "price_rp", "Harga jual"]),
            [Fault(1, "Harga jual", "Kolom ini tidak dikenal.")],
        ),
    ],
    ids=["empty", "missing", "no rows", "double", "unknown"],
)
def test_headings_that_do_not_fit(content: bytes, faults: list[Fault]) -> None:
    assert parse_sheet(read_lines(content)).faults == faults
