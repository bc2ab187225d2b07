"""What headings of other people's files may mean."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from komship.lib.sheet_cells import heading_key
from orders.sheet.columns import KEYS_BY_HEADING
from orders.sheet.grouping import meaning_of

# How shops, marketplaces and couriers call the same things.
_OTHER_NAMES: Final = {
    "name": ("nama", "nama penerima", "penerima", "customer", "nama customer", "buyer"),
    "phone": ("hp", "no hp", "telepon", "no telepon", "telp", "wa", "no wa", "whatsapp", "phone"),
    "address": ("alamat lengkap", "alamat detail", "alamat penerima", "address"),
    "place": ("kecamatan", "kelurahan", "kota", "daerah", "kota tujuan"),
    "postal_code": ("zip", "zip code", "kodepos"),
    "product": ("produk", "barang", "nama barang", "item", "isi paket"),
    "variant": ("variasi", "ukuran", "warna"),
    "quantity": ("qty", "jml", "jumlah barang", "kuantitas", "pcs"),
    "method": ("metode", "metode pembayaran", "metode bayar", "tipe"),
    "courier": ("kurir", "jasa kirim", "ekspedisi kurir"),
    "wanted_total_rp": ("nilai cod", "total", "total bayar", "harga cod", "nilai pembayaran"),
    "discount_rp": ("diskon",),
    "note": ("keterangan", "catatan order", "pesan", "instruksi"),
    "code": ("no order", "nomor order", "id order", "order id", "no pesanan"),
    "ordered_on": ("tanggal order", "tgl", "tgl order"),
    "warehouse": ("gudang", "alamat pickup"),
    "sender": ("pengirim", "nama pengirim"),
    "sales_admin": ("admin", "cs", "sales"),
}
_GUESSES: Final = {
    **{heading_key(name): key for key, names in _OTHER_NAMES.items() for name in names},
    **KEYS_BY_HEADING,
}
_ALIKE = 0.8


def likely_meanings(titles: list[str], meanings: Mapping[str, str]) -> dict[str, str]:
    """For each heading of a file what it most likely means, each column once; "" where nothing is alike."""
    found = {title: meaning_of(title, meanings) or "" for title in titles}
    for title in titles:
        if not found[title]:
            alike = get_close_matches(heading_key(title), _GUESSES, n=1, cutoff=_ALIKE)
            guess = _GUESSES[alike[0]] if alike else ""
            found[title] = "" if guess in found.values() else guess
    return found
