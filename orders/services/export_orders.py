"""Write orders into a spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.phone import local_phone
from komship.lib.spreadsheet import Cell, Form, Table, counted, write_table
from orders.models.order import METHOD_CHOICES, STATUS_CHOICES
from orders.selectors.export import ExportRow, export_rows, export_size
from orders.selectors.filters import OrderFilters

# A minute or two of work as XLSX; what opens it in turn gets slow long before.
MOST_ORDERS = 100_000


class TooManyOrders(InvalidInput):
    code = "too_many_orders"


Tell = Callable[[int, int], None]


def _nobody(handled: int, total: int) -> None:
    """Who waits for the file itself needs no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderExport:
    """Whose orders, which, in which form; `most` is how many the caller has time for."""

    partner_id: int
    filters: OrderFilters
    form: Form
    most: int = MOST_ORDERS


def export_orders(wanted: OrderExport, out: IO[bytes], *, tell: Tell = _nobody) -> str:
    """One line per order into `out`, newest first, headings and words in the active language.

    `tell` hears (written, total). Phones are as people dial them, amounts whole rupiah. Returns the
    file's name. Raises TooManyOrders before anything is written. Two queries per 500 orders.
    """
    total = export_size(wanted.partner_id, wanted.filters, most=wanted.most)
    if total > wanted.most:
        text = _("Maksimal %(most)s pesanan per berkas. Persempit tanggal atau saringannya.")
        raise TooManyOrders(text % {"most": f"{wanted.most:,}".replace(",", ".")})
    tell(0, total)
    # Orders placed meanwhile may come on top; the total stays the one that was promised.
    rows = counted(export_rows(wanted.partner_id, wanted.filters), lambda done: tell(min(done, total), total))
    table = Table(_head(), _lines(rows), title=_("Pesanan"), widths={"A": 20, "D": 24, "F": 40, "L": 40})
    write_table(out, wanted.form, table)
    return f"pesanan-{clock.today():%Y%m%d}.{wanted.form}"


def _head() -> list[str]:
    return [
        _("Nomor pesanan"),
        _("Tanggal"),
        _("Status"),
        _("Penerima"),
        _("Telepon"),
        _("Alamat"),
        _("Kelurahan"),
        _("Kecamatan"),
        _("Kota"),
        _("Provinsi"),
        _("Kode pos"),
        _("Produk"),
        _("Jumlah barang"),
        _("Berat (gram)"),
        _("Ekspedisi"),
        _("Layanan"),
        _("Resi"),
        _("Pembayaran"),
        _("Harga barang"),
        _("Ongkir"),
        _("Potongan"),
        _("Biaya lain"),
        _("Total"),
        _("Biaya COD"),
        _("Cashback"),
        _("Pendapatan bersih"),
        _("Alamat pickup"),
        _("Catatan"),
        _("Kabar terakhir"),
        _("Waktu kabar"),
    ]


def _lines(rows: Iterator[ExportRow]) -> Iterator[list[Cell]]:
    statuses = {value: str(label) for value, label in STATUS_CHOICES}
    methods = {value: str(label) for value, label in METHOD_CHOICES}
    for row in rows:
        yield [
            row.number,
            row.ordered_on,
            statuses[row.status],
            row.recipient_name,
            local_phone(row.recipient_phone),
            row.address_line,
            row.village,
            row.district,
            row.city,
            row.province,
            row.postal_code,
            _goods(row),
            row.piece_count,
            row.weight_g,
            row.courier_name,
            row.service_code,
            row.awb,
            methods[row.payment_method],
            row.goods_rp,
            row.shipping_rp,
            row.discount_rp,
            row.additional_rp,
            row.total_rp,
            row.cod_fee_rp,
            row.cashback_rp,
            row.net_rp,
            row.warehouse_name,
            row.note,
            row.last_event_text,
            clock.wib_text(row.last_event_at),
        ]


def _goods(row: ExportRow) -> str:
    """`2 x Gamis Polos (Merah, M); 1 x Jilbab`."""
    return "; ".join(
        f"{line.quantity} x {line.product_name}" + (f" ({line.variant_name})" if line.variant_name else "")
        for line in row.lines
    )
