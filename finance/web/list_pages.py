from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from finance.web.forms import TransactionFilters
from komship.web.lists import Column, Empty, ListSpec

TRANSACTIONS = ListSpec(
    name="transaksi",
    template="finance/money.html",
    rows_template="finance/_transaction_rows.html",
    columns=(
        Column("kind", _("Transaksi")),
        Column("at", _("Waktu")),
        Column("amount", _("Jumlah"), align="end"),
        Column("balance", _("Saldo sesudahnya"), align="end"),
    ),
    empty=Empty(
        _("Belum ada transaksi"),
        _("Uang COD masuk di sini begitu paket diterima pembeli."),
        "wallet",
    ),
    filters=TransactionFilters,
)

PARCELS = ListSpec(
    name="paket",
    template="finance/parcels.html",
    rows_template="finance/_parcel_rows.html",
    columns=(
        Column("parcel", _("Pesanan")),
        Column("stage", _("Status")),
        Column("collect", _("Ditagih"), align="end"),
        Column("amount", _("Nilai di sini"), align="end"),
    ),
    empty=Empty(_("Tidak ada paket di sini"), _("Angka ini memang nol saat ini."), "package"),
    paging="keyset",
)

WITHDRAWALS = ListSpec(
    name="penarikan",
    template="finance/withdrawals.html",
    rows_template="finance/_withdrawal_rows.html",
    columns=(
        Column("number", _("Nomor")),
        Column("bank", _("Tujuan")),
        Column("status", _("Status")),
        Column("amount", _("Jumlah"), align="end"),
    ),
    empty=Empty(
        _("Belum ada penarikan"),
        _("Saldo yang tersedia bisa kamu tarik kapan saja ke rekeningmu."),
        "wallet",
        _("Tarik saldo"),
        reverse_lazy("finance:withdraw"),
    ),
    paging="keyset",
)

TOP_UPS = ListSpec(
    name="isi-saldo",
    template="finance/top_ups.html",
    rows_template="finance/_top_up_rows.html",
    columns=(
        Column("number", _("Nomor")),
        Column("at", _("Diminta")),
        Column("status", _("Status")),
        Column("amount", _("Jumlah"), align="end"),
    ),
    empty=Empty(
        _("Belum pernah isi saldo"),
        _("Saldo dipakai untuk ongkir pesanan transfer dan layanan lain."),
        "wallet",
        _("Isi saldo"),
        reverse_lazy("finance:new_top_up"),
    ),
    paging="keyset",
)
