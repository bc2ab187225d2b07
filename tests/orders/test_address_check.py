import pytest

from orders.address_check import address_doubts


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("", 0),
        ("Jl. Anggrek No. 12, RT 01 RW 02", 0),
        ("Jl. Anggrek, sebelah masjid Al-Ikhlas", 0),
        ("Jalan Anggrek Raya Cihapit Bandung", 1),
        ("Jl. Anggrek 12", 1),
        ("Jl. Anggrek", 2),
    ],
)
def test_what_is_probably_missing(address: str, count: int) -> None:
    assert len(address_doubts(address)) == count
