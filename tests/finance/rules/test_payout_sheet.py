"""What a bank's result file says, and what is wrong with one."""

from finance.payout_sheet import read_results
from finance.states import PayoutOutcome
from komship.lib.sheet_reading import read_lines

ONE = "WD261128000001"


def read(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.column) for fault in read_results(read_lines(text.encode())).faults]


def test_headings_in_either_language_and_any_order() -> None:
    text = f"Hasil;Keterangan;Nomor;No Referensi Bank;Nominal\nSUKSES;ok;{ONE.lower()};FT1;Rp 50.000\n"

    (row,) = read_results(read_lines(text.encode())).rows

    assert (row.reference, row.outcome, row.bank_reference) == (ONE, PayoutOutcome.PAID, "FT1")
    assert (row.reason, row.amount_rp) == ("ok", 50_000)


def test_an_amount_may_be_missing() -> None:
    (row,) = read_results(read_lines(f"reference,status\n{ONE},gagal\n".encode())).rows

    assert (row.outcome, row.amount_rp) == (PayoutOutcome.FAILED, None)


def test_files_that_say_nothing() -> None:
    assert read("") == [(1, "")]
    assert read("reference,status\n") == [(1, "")]
    assert read("nama,umur\nSiti,30\n") == [(1, "reference"), (1, "status")]


def test_every_fault_of_a_line() -> None:
    assert read("reference,status,amount\nWD1,entah,1.5\n") == [
        (2, "reference"),
        (2, "status"),
        (2, "amount"),
    ]
