"""The columns, in the order they are written. Their names are a file format, so they stay Indonesian."""

from dataclasses import dataclass
from typing import Final

from komship.lib.sheet_cells import heading_key
from products.rules import MAX_LEVELS


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`field` is what the column is about in a draft; `hint` goes into the sample file."""

    key: str
    title: str
    field: str
    hint: str = ""


COLUMNS: Final = (
    SheetColumn("id", "ID", "id", "Kosongkan untuk produk baru. Terisi di berkas ekspor."),
    SheetColumn("name", "Nama produk", "name", "Wajib, 4-60 karakter. Sama di semua baris satu produk."),
    SheetColumn("sku", "SKU", "sku", "Boleh kosong, maksimal 10 karakter."),
    SheetColumn("description", "Deskripsi", "description", "Boleh kosong, maksimal 300 karakter."),
    SheetColumn("weight_g", "Berat (gram)", "weight_g", "Wajib, angka bulat."),
    SheetColumn("length_cm", "Panjang (cm)", "length_cm", "Boleh kosong."),
    SheetColumn("width_cm", "Lebar (cm)", "width_cm", "Boleh kosong."),
    SheetColumn("height_cm", "Tinggi (cm)", "height_cm", "Boleh kosong."),
    SheetColumn("price_rp", "Harga", "price_rp", "Wajib di setiap baris, rupiah tanpa desimal."),
    SheetColumn("stock", "Stok", "stock", "Kosong berarti tidak diubah."),
    SheetColumn("is_published", "Status", "is_published", "Dijual atau Draf."),
    SheetColumn("allows_cod", "COD", "allows_cod", "Ya atau Tidak."),
    SheetColumn("allows_bank_transfer", "Transfer", "allows_bank_transfer", "Ya atau Tidak."),
    *(
        column
        for level in range(1, MAX_LEVELS + 1)
        for column in (
            SheetColumn(f"axis_{level}", f"Varian {level}", "axes", "Jenis varian, misalnya Warna."),
            SheetColumn(f"option_{level}", f"Pilihan {level}", "options", "Misalnya Merah."),
        )
    ),
)
TITLES: Final = {column.key: column.title for column in COLUMNS}
REQUIRED: Final = ("name", "weight_g", "price_rp")
YES, NO = "Ya", "Tidak"
PUBLISHED, DRAFT = "Dijual", "Draf"

KEYS_BY_HEADING: Final = {heading_key(column.title): column.key for column in COLUMNS}


def title_of_field(field: str) -> str:
    """The column a refusal about this field of a draft belongs to."""
    return next((column.title for column in COLUMNS if column.field == field), "")
