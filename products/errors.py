"""Refusals of the catalogue that doors tell apart by their code."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from komship.lib.errors import Conflict, InvalidInput, NotFound


class OutOfStock(Conflict):
    """`details["short"]` lists what is missing: variant, warehouse, wanted and available pieces."""

    code = "out_of_stock"

    def __init__(self, *, told: str, short: Sequence[dict[str, object]]) -> None:
        super().__init__(_("Stok tidak cukup: %(products)s.") % {"products": told}, short=list(short))


class StockReferenceSpent(Conflict):
    """The reference moved stock before in a way that does not allow this move."""

    code = "stock_reference_spent"

    def __init__(self, reference: str) -> None:
        super().__init__(_("Stok pesanan ini sudah diproses."), reference=reference)


class ProductNotFound(NotFound):
    code = "product_not_found"

    def __init__(self) -> None:
        super().__init__(_("Produk tidak ditemukan."))


class VariantNotFound(NotFound):
    code = "variant_not_found"

    def __init__(self) -> None:
        super().__init__(_("Varian tidak ditemukan."))


class NoWarehouse(InvalidInput):
    """Pieces were given, but the partner has no warehouse to put them in."""

    code = "no_warehouse"

    def __init__(self) -> None:
        text = _("Tambahkan alamat gudang dulu sebelum mengisi stok.")
        super().__init__(text, fields={"stock": [text]})


class ImageNotFound(NotFound):
    code = "image_not_found"

    def __init__(self) -> None:
        super().__init__(_("Foto tidak ditemukan."))


class OptionNotFound(NotFound):
    code = "option_not_found"

    def __init__(self) -> None:
        super().__init__(_("Pilihan varian tidak ditemukan."))


class ImportNotFound(NotFound):
    code = "import_not_found"

    def __init__(self) -> None:
        super().__init__(_("Impor tidak ditemukan."))


class ImportNotReady(Conflict):
    """It runs or ran already, or its file had faults."""

    code = "import_not_ready"

    def __init__(self) -> None:
        super().__init__(_("Impor ini sudah dijalankan atau masih ada kesalahan."))


class ImportRunning(Conflict):
    code = "import_running"

    def __init__(self) -> None:
        super().__init__(_("Impor lain masih berjalan. Tunggu sampai selesai."))


class PiecesPromised(Conflict):
    """Pieces that should leave the shelf are promised to orders."""

    code = "pieces_promised"

    def __init__(self) -> None:
        super().__init__(_("Sebagian barangnya sudah dipesan lagi, jadi tidak bisa dikeluarkan dari stok."))
