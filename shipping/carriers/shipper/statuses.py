"""What Shipper's status codes mean, and how they read in words.

The numbers are not ordered by progress: returns and failures lie above transit and below delivered.
Only 2000 says that the COD money was paid out; 2010 and 3000 are deliveries whose money is still to
come. `PAYOUT_OPEN` is ours: a 2000 in an answer that says beside it that nothing was disbursed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shipping.carriers.base import Scan
from shipping.states import UNKNOWN_SCAN, ClassifiedScan, EventClass, ScanMeaning, ShipmentStatus

_S = ShipmentStatus
_E = EventClass

CANCELLED_CODE = "999"
PAYOUT_CODE = "2000"
PAYOUT_OPEN = "2000-0"

NOTED = ScanMeaning(event=_E.PROCESS, status=_S.CREATED, is_paper=True)
READY = ScanMeaning(event=_E.PROCESS, status=_S.READY_TO_SHIP, is_paper=True)
PICKED_UP = ScanMeaning(event=_E.PICKUP, status=_S.PICKED_UP)
IN_TRANSIT = ScanMeaning(event=_E.PROCESS, status=_S.IN_TRANSIT)
AGAIN_WITH_COURIER = ScanMeaning(event=_E.DELIVERY, status=_S.OUT_FOR_DELIVERY, is_problem=True)
FAILED = ScanMeaning(event=_E.PROBLEM, status=_S.DELIVERY_FAILED, is_problem=True)
# "Lost or damaged": a person has to ask which.
LOST = ScanMeaning(event=_E.PROBLEM, status=_S.LOST, is_problem=True, needs_look=True, ends=True)
RETURN_STARTED = ScanMeaning(event=_E.RETURN, status=_S.RETURN_IN_TRANSIT)
RETURNED = ScanMeaning(event=_E.RETURN, status=_S.RETURN_RECEIVED, clears_problem=True)
DELIVERED_UNPAID = ScanMeaning(event=_E.DELIVERED, status=_S.DELIVERED, clears_problem=True, pays_cod=False)
DELIVERED_PAID = ScanMeaning(event=_E.DELIVERED, status=_S.DELIVERED, clears_problem=True, pays_cod=True)
CANCELLED = ScanMeaning(event=_E.PROBLEM, status=_S.CANCELLED)

Row = tuple[Iterable[int], ScanMeaning, Promise]

_ROWS: tuple[Row, ...] = (
    ((1000,), NOTED, _("Pesanan disiapkan")),
    ((1001, 1010), READY, _("Penjemputan diminta")),
    ((1020,), READY, _("Kurir menuju alamat penjemputan")),
    ((1030,), READY, _("Penjemputan sedang diproses")),
    ((1040, 1360), PICKED_UP, _("Paket sudah dijemput kurir")),
    (range(1041, 1045), PICKED_UP, _("Paket dijemput ke gudang")),
    (range(1050, 1092), IN_TRANSIT, _("Paket diproses di gudang")),
    (range(1110, 1151), IN_TRANSIT, _("Paket disortir di gudang")),
    ((1160,), IN_TRANSIT, _("Paket diserahkan ke ekspedisi")),
    ((1170,), IN_TRANSIT, _("Paket diterima ekspedisi")),
    ((1180,), IN_TRANSIT, _("Paket dalam perjalanan")),
    ((1190,), IN_TRANSIT, _("Paket tiba di kota tujuan")),
    ((1320,), AGAIN_WITH_COURIER, _("Paket diantar ulang")),
    ((1310,), FAILED, _("Alamat salah atau tidak ditemukan")),
    ((1330,), FAILED, _("Penerima tidak ada di tempat")),
    ((1350,), FAILED, _("Ada kendala pengantaran")),
    ((1370,), FAILED, _("Paket gagal diantar")),
    ((1380,), LOST, _("Paket hilang atau rusak di ekspedisi")),
    ((1410,), RETURN_STARTED, _("Paket dikembalikan ke pengirim")),
    ((1420,), RETURN_STARTED, _("Paket retur tiba di kota pengirim")),
    ((1100, 1340), RETURNED, _("Paket retur sudah diterima pengirim")),
    ((2000,), DELIVERED_PAID, _("Paket sudah diterima, uang COD sudah cair")),
    ((2010, 3000), DELIVERED_UNPAID, _("Paket sudah diterima")),
    ((999,), CANCELLED, _("Pengiriman dibatalkan")),
)

MEANINGS: Mapping[str, ScanMeaning] = {
    **{str(code): meaning for codes, meaning, _words in _ROWS for code in codes},
    PAYOUT_OPEN: DELIVERED_UNPAID,
}
_TEXTS: Mapping[str, Promise] = {
    **{str(code): words for codes, _meaning, words in _ROWS for code in codes},
    PAYOUT_OPEN: _("Paket sudah diterima"),
}


def classify(scan: Scan) -> ClassifiedScan:
    """By code alone: Shipper always sends one, and its texts differ by courier."""
    return ClassifiedScan(
        code=scan.code,
        text=scan.text,
        occurred_at=scan.occurred_at,
        meaning=MEANINGS.get(scan.code, UNKNOWN_SCAN),
    )


def describe(scan: Scan) -> str:
    """The scan in our words; Shipper's own for codes nobody has told us."""
    words = _TEXTS.get(scan.code)
    return scan.text if words is None else str(words)
