from datetime import date

import pytest

from finance.remittance_sheet import SheetColumns, amount_of, date_of, preview_sheet, read_sheet
from komship.lib.errors import InvalidInput
from tests.factories.sheets import xlsx_file

COLUMNS = SheetColumns(awb="No. Resi|AWB", amount="Nilai COD", fee="Biaya", paid_on="Tgl Bayar")
HEAD = "AWB;nilai cod;BIAYA;Tgl. Bayar"


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("text", "amount_rp"),
    [
        ("50000", 50_000),
        ("Rp 50.000", 50_000),
        ("IDR 50,000.00", 50_000),
        ("50.000,50", 50_001),
        ("50.000,49", 50_000),
        ("-2850.5", 2_851),
        ("(2.850)", 2_850),
        ("2850.125", 2_850),
        ("0", 0),
    ],
)
def test_amounts_as_couriers_write_them(text: str, amount_rp: int) -> None:
    assert amount_of(text) == amount_rp


@pytest.mark.parametrize("text", ["", "-", "lima ribu", "5e4", "1.2.3.4", "12,34,56"])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError):
        amount_of(text)


def test_dates_as_couriers_write_them() -> None:
    day = date(2026, 11, 28)
    assert date_of("2026-11-28") == date_of("28/11/2026") == date_of("28-11-2026 10:30") == day
    for text in ("11/28/2026", "kemarin", "2026"):
        with pytest.raises(ValueError):
            date_of(text)


def test_the_table_is_found_below_the_couriers_letterhead() -> None:
    content = csv("PT Kurir", "Periode 1-7", "", HEAD, "jn 1;50.000;1.250;28/11/2026", "Total;50.000;1.250;")
    (line,) = read_sheet(content, COLUMNS)

    assert (line.number, line.cnote, line.amount_rp, line.fee_rp) == (5, "JN1", 50_000, 1_250)
    assert line.paid_on == date(2026, 11, 28)


def test_a_spreadsheet_reads_the_same() -> None:
    rows: list[list[object]] = [
        ["AWB", "Nilai COD", "Biaya", "Tgl Bayar"],
        ["JN1", 50_000, 1250.5, date(2026, 11, 28)],
    ]
    (line,) = read_sheet(xlsx_file(*rows), COLUMNS)

    assert (line.amount_rp, line.fee_rp, line.paid_on) == (50_000, 1_251, date(2026, 11, 28))


def test_a_preview_reads_the_first_lines_only() -> None:
    content = csv(HEAD, *(f"JN{n};1000;25;" for n in range(8)), "JN9;bukan angka;25;")

    assert len(preview_sheet(content, COLUMNS).lines) == 8
    with pytest.raises(InvalidInput, match="Baris 10, nilai COD: bukan angka bukan rupiah"):
        read_sheet(content, COLUMNS)


def test_headings_that_do_not_fit_are_told_with_those_that_are_there() -> None:
    with pytest.raises(InvalidInput, match=r"Di berkas ini: Resi, Jumlah"):
        preview_sheet(csv("Resi;Jumlah", "JN1;1000"), COLUMNS)
    with pytest.raises(InvalidInput, match="Judul kolom Biaya tidak ditemukan"):
        preview_sheet(csv("AWB;Nilai COD;Tgl Bayar", "JN1;1000;"), COLUMNS)
    with pytest.raises(InvalidInput, match="Tidak ada baris paket"):
        preview_sheet(csv(HEAD), COLUMNS)


def test_every_faulty_cell_has_its_line() -> None:
    content = csv(HEAD, "JN1;x;25;besok", f"{'9' * 41};1000;25;", "JN3;99999999999;25;")
    with pytest.raises(InvalidInput) as refused:
        read_sheet(content, COLUMNS)

    (told,) = refused.value.fields.values()
    assert [text.partition(":")[0] for text in told] == [
        "Baris 2, nilai COD",
        "Baris 2, tanggal bayar",
        "Baris 3, resi",
        "Baris 4, nilai COD",
    ]
