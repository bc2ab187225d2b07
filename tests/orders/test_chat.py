"""What a pasted chat is understood to say."""

import pytest

from orders.chat import MOST_QUERIES, parse_chat

FORM = """Nama: Ratna Wulandari
No HP: 0812-3456-7890
Alamat: Jl. Melati No. 5 RT 03 RW 04, Kel. Cihapit, Kec. Bandung Wetan, Kota Bandung, Jawa Barat 40114
Pesanan: Gamis merah M 2
"""
THREE_LINES = "Ratna Wulandari\n081234567890\nJl Melati no 5 rt 3/4 dago coblong bandung 40135"
LONG_FORM = """Halo kak mau order ya
*Nama :* Bagus Prakoso
*Alamat lengkap :*
Perumahan Griya Asri blok C5 no 12
RT 02 RW 07
*Kecamatan :* Purwokerto Timur
*Kab/Kota :* Banyumas
*Kode pos* : 53114
*No. WA* : +62 857 1234 5678
Total COD 125000
Terima kasih
"""
COPIED = """[21/11/26 16.05] Dewi: Dewi Lestari (089876543210)
[21/11/26 16.05] Dewi: Gg. Kenanga 3 no 10 depan masjid, Sukun, Malang
[21/11/26 16.06] Dewi: 2x jilbab hitam
"""


def test_a_filled_in_form() -> None:
    parsed = parse_chat(FORM)
    assert parsed.name == "Ratna Wulandari"
    assert parsed.phone == "6281234567890"
    assert parsed.address_line.startswith("Jl. Melati No. 5 RT 03 RW 04, Kel. Cihapit")
    assert parsed.postal_code == "40114"
    assert parsed.place_queries[0] == "Cihapit Bandung Wetan Bandung"
    assert not parsed.is_empty


def test_three_bare_lines() -> None:
    parsed = parse_chat(THREE_LINES)
    assert (parsed.name, parsed.phone, parsed.postal_code) == ("Ratna Wulandari", "6281234567890", "40135")
    assert parsed.address_line == "Jl Melati no 5 rt 3/4 dago coblong bandung 40135"
    assert parsed.place_queries[:2] == ("dago coblong bandung", "coblong bandung")


def test_places_with_lines_of_their_own_join_the_address() -> None:
    parsed = parse_chat(LONG_FORM)
    assert (parsed.name, parsed.phone) == ("Bagus Prakoso", "6285712345678")
    assert parsed.address_line == (
        "Perumahan Griya Asri blok C5 no 12, RT 02 RW 07, Kec. Purwokerto Timur, Banyumas"
    )
    assert parsed.place_queries[:2] == ("Purwokerto Timur Banyumas", "Purwokerto Timur 53114")


def test_stamps_of_a_copied_chat_are_dropped() -> None:
    parsed = parse_chat(COPIED)
    assert (parsed.name, parsed.phone) == ("Dewi Lestari", "6289876543210")
    assert parsed.address_line == "Gg. Kenanga 3 no 10 depan masjid, Sukun, Malang"


@pytest.mark.parametrize(
    "line",
    [
        "HP 081234567890",
        "no. hp: 0812 3456 7890",
        "WA/HP : +62 812-3456-7890",
        "Telp = 62812.3456.7890",
        "Nomor telepon aktif: 812 3456 7890",
        "081234567890 (WA)",
    ],
)
def test_phones_in_any_spelling(line: str) -> None:
    assert parse_chat(f"Ratna\n{line}\nJl. Mawar 1").phone == "6281234567890"


@pytest.mark.parametrize("line", ["HP: 12", "Rp 150.000", "resi 123456", "0123"])
def test_what_is_no_phone(line: str) -> None:
    assert parse_chat(line).phone == ""


def test_a_price_is_no_postal_code() -> None:
    parsed = parse_chat("Alamat: Jl. Mawar 1, Dago 40135, total Rp 45000")
    assert parsed.postal_code == "40135"


def test_labels_on_one_line_and_their_value_on_the_next() -> None:
    parsed = parse_chat("Nama :\nSari Dewi\nAlamat :\nJl. Mawar No. 1\nDago, Bandung\n\nHp :\n081234567890")
    assert (parsed.name, parsed.phone) == ("Sari Dewi", "6281234567890")
    assert parsed.address_line == "Jl. Mawar No. 1, Dago, Bandung"


def test_village_and_district_without_a_colon() -> None:
    parsed = parse_chat("Sari\n081234567890\nJl. Mawar 1\nDesa Sukamaju\nKec. Cilodong")
    assert parsed.place_queries[0] == "Sukamaju Cilodong"
    assert parsed.address_line == "Jl. Mawar 1, Kel. Sukamaju, Kec. Cilodong"


@pytest.mark.parametrize("text", ["", "\n\n", "0", "😀😀", "****", "halo kak", "\x00", "-" * 5000])
def test_nothing_to_find(text: str) -> None:
    parsed = parse_chat(text)
    assert parsed.is_empty
    assert (parsed.name, parsed.phone, parsed.address_line) == ("", "", "")


def test_a_hostile_chat_is_read_in_time() -> None:
    parsed = parse_chat("kel " * 2_000 + "08" * 3_000 + "\nKec. " * 2_000)
    assert len(parsed.place_queries) <= MOST_QUERIES
