"""The columns, in the order they are written. Their names are a file format, so they stay Indonesian."""

from dataclasses import dataclass
from typing import Final

from komship.lib.sheet_cells import heading_key


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`hint` goes into the sample file."""

    key: str
    title: str
    hint: str


COLUMNS: Final = (
    SheetColumn(
        "code", "Kode pesanan", "Boleh kosong. Baris dengan kode yang sama jadi satu pesanan, misalnya A-01."
    ),
    SheetColumn("ordered_on", "Tanggal", "Kosong berarti hari ini. Paling lambat 7 hari lagi: 21/11/2026."),
    SheetColumn("name", "Nama pembeli", "Wajib, 3-30 karakter."),
    SheetColumn("phone", "Nomor HP", "Wajib, misalnya 081234567890."),
    SheetColumn("address", "Alamat", "Wajib, 10-185 karakter: jalan, nomor, RT/RW, patokan."),
    SheetColumn(
        "place", "Tujuan", "Kelurahan, kecamatan, kota. Boleh kosong kalau kode pos menunjuk satu kecamatan."
    ),
    SheetColumn("postal_code", "Kode pos", "5 angka. Boleh kosong kalau tujuan diisi."),
    SheetColumn("sku", "SKU", "Isi SKU atau nama produk."),
    SheetColumn("product", "Nama produk", "Persis seperti di daftar produk."),
    SheetColumn("variant", "Varian", "Misalnya Merah, M. Kosong untuk produk tanpa varian."),
    SheetColumn("quantity", "Jumlah", "Wajib, 1-1000."),
    SheetColumn("method", "Pembayaran", "COD atau Transfer."),
    SheetColumn("courier", "Ekspedisi", "Misalnya JNE."),
    SheetColumn("service", "Layanan", "Reguler, Cargo, atau kode layanan. Kosong berarti Reguler."),
    SheetColumn("discount_rp", "Potongan", "Boleh kosong, rupiah tanpa desimal."),
    SheetColumn("additional_rp", "Biaya lain", "Boleh kosong, rupiah tanpa desimal."),
    SheetColumn(
        "wanted_total_rp", "Nilai ditagih", "Kosong berarti dihitung. Bisa diubah kalau Input cepat menyala."
    ),
    SheetColumn("note", "Catatan", "Boleh kosong, maksimal 200 karakter."),
    SheetColumn("sender", "Kirim sebagai", "Kosong berarti nama tokomu."),
    SheetColumn("sales_admin", "Dijual oleh", "Wajib kalau Pelacakan penjualan menyala."),
    SheetColumn("warehouse", "Kirim dari", "Nama alamat pickup. Kosong berarti alamat utama."),
)
TITLES: Final = {column.key: column.title for column in COLUMNS}
# Of each group the file must have one column.
REQUIRED: Final = (
    ("name",),
    ("phone",),
    ("address",),
    ("place", "postal_code"),
    ("sku", "product"),
    ("quantity",),
    ("method",),
    ("courier",),
)
# What a line says of its own article; all the rest is about the order.
OF_ARTICLE: Final = ("sku", "product", "variant", "quantity")
OF_ORDER: Final = tuple(column.key for column in COLUMNS if column.key not in OF_ARTICLE)
KEYS_BY_HEADING: Final = {heading_key(column.title): column.key for column in COLUMNS}
# A file of refused lines has the reasons in this column; it may be sent as it is once they are put right.
FAULTS_TITLE: Final = "Yang perlu diperbaiki"
