"""What KiriminAja's status codes mean, and how they read in words.

The codes up to 704 that stand in KiriminAja's tracking document decide; the others are from its public
pages. Two of its codes are no use as they come:

- 100 is "created" in one book and "in transit" in the other, and the printed example uses it for both.
  Alone it moves nothing. A 100 that is not the row of the creation, or that has `shipped_at` beside
  it, is read as 100+ (`answers`, `push`).
- 300 once the courier has the parcel may be a mistake of the system or a return: a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shipping.carriers.base import Scan
from shipping.states import UNKNOWN_SCAN, ClassifiedScan, EventClass, ScanMeaning, ShipmentStatus

_S = ShipmentStatus
_E = EventClass

AMBIGUOUS, MOVING = "100", "100+"
DELIVERED_CODE, CANCELLED_CODE, RETURNING_CODE, RETURNED_CODE = "200", "300", "401", "400"
# The note that goes with a time which is a field of the answer, not a row of the history.
SHIPPED_AT = "shipped_at"

CREATED = ScanMeaning(event=_E.PROCESS, status=_S.CREATED, is_paper=True)
READY = ScanMeaning(event=_E.PROCESS, status=_S.READY_TO_SHIP, is_paper=True)
PICKED_UP = ScanMeaning(event=_E.PICKUP, status=_S.PICKED_UP)
IN_TRANSIT = ScanMeaning(event=_E.PROCESS, status=_S.IN_TRANSIT)
ANOTHER_ATTEMPT = ScanMeaning(event=_E.DELIVERY, status=_S.OUT_FOR_DELIVERY, is_problem=True)
DELIVERED = ScanMeaning(event=_E.DELIVERED, status=_S.DELIVERED, clears_problem=True)
FAILED = ScanMeaning(event=_E.PROBLEM, status=_S.DELIVERY_FAILED, is_problem=True)
SEIZED = ScanMeaning(event=_E.PROBLEM, status=_S.DELIVERY_FAILED, is_problem=True, ends=True)
NOTED = ScanMeaning(event=_E.PROBLEM, is_problem=True, is_paper=True)
HANDLED = ScanMeaning(event=_E.PROCESS, clears_problem=True, is_paper=True)
CANCELLED = ScanMeaning(event=_E.PROBLEM, status=_S.CANCELLED)
RETURNING = ScanMeaning(event=_E.RETURN, status=_S.RETURN_IN_TRANSIT)
RETURN_TROUBLE = ScanMeaning(event=_E.RETURN, status=_S.RETURN_IN_TRANSIT, is_problem=True)
RETURNED = ScanMeaning(event=_E.RETURN, status=_S.RETURN_RECEIVED, clears_problem=True)
LOST = ScanMeaning(event=_E.PROBLEM, status=_S.LOST, is_problem=True)
DAMAGED = ScanMeaning(event=_E.PROBLEM, status=_S.DAMAGED, is_problem=True)
LOST_CLAIMED = ScanMeaning(event=_E.PROBLEM, status=_S.LOST, is_problem=True, ends=True)
DAMAGED_CLAIMED = ScanMeaning(event=_E.PROBLEM, status=_S.DAMAGED, is_problem=True, ends=True)

_ROWS: tuple[tuple[str, ScanMeaning], ...] = (
    ("100 101 905", CREATED),
    ("105 110 350", READY),
    ("102 103 104", PICKED_UP),
    ("100+ 106", IN_TRANSIT),
    ("152 404", ANOTHER_ATTEMPT),
    ("200", DELIVERED),
    ("500 301 310 311 403", FAILED),
    ("555", SEIZED),
    ("107 210 901 902 903", NOTED),
    ("211", HANDLED),
    ("300 302", CANCELLED),
    ("401", RETURNING),
    ("405 406 904", RETURN_TROUBLE),
    ("400 402", RETURNED),
    ("701 303", LOST),
    ("702 333", DAMAGED),
    ("703", LOST_CLAIMED),
    ("704", DAMAGED_CLAIMED),
)
MEANINGS: Mapping[str, ScanMeaning] = {code: meaning for codes, meaning in _ROWS for code in codes.split()}


def meaning_of(code: str) -> ScanMeaning:
    """The meaning of a code. Remarks are the courier's own words and decide nothing."""
    return MEANINGS.get(code.strip(), UNKNOWN_SCAN)


def classify(scan: Scan) -> ClassifiedScan:
    return ClassifiedScan(
        code=scan.code, text=scan.text, occurred_at=scan.occurred_at, meaning=meaning_of(scan.code)
    )


_TEXTS: Mapping[str, Promise] = {
    "100": _("Pengiriman dibuat"),
    "100+": _("Paket dalam perjalanan"),
    "101": _("Pengiriman dibuat, menunggu dijemput"),
    "102": _("Paket sudah dijemput kurir"),
    "103": _("Paket dibawa kurir penjemput"),
    "104": _("Paket tiba di gudang penjemputan"),
    "105": _("Menunggu diserahkan ke kurir"),
    "106": _("Paket dibawa kurir"),
    "107": _("Kurir melaporkan kendala"),
    "110": _("Menunggu dijemput"),
    "152": _("Kurir mencoba mengantar lagi"),
    "200": _("Paket sudah diterima"),
    "210": _("Pengiriman lewat dari janji layanan"),
    "211": _("Keterlambatan sudah ditangani"),
    "300": _("Pengiriman dibatalkan"),
    "301": _("Penerima menolak paket"),
    "302": _("Penjemputan dibatalkan"),
    "303": _("Paket hilang"),
    "310": _("Penerima merasa tidak memesan"),
    "311": _("Penerima tidak mau membayar COD"),
    "333": _("Paket dimusnahkan kurir"),
    "350": _("Pembatalan diminta"),
    "400": _("Paket retur sudah diterima pengirim"),
    "401": _("Paket dikembalikan ke pengirim"),
    "402": _("Paket retur tiba di pengirim"),
    "403": _("Retur diminta"),
    "404": _("Kurir diminta mengantar lagi"),
    "405": _("Pengirim menolak paket retur"),
    "406": _("Ada masalah pada paket retur"),
    "500": _("Paket gagal diantar"),
    "555": _("Paket disita bea cukai"),
    "701": _("Paket hilang di perjalanan"),
    "702": _("Paket rusak di perjalanan"),
    "703": _("Klaim paket hilang selesai"),
    "704": _("Klaim paket rusak selesai"),
    "901": _("Ada kendala penjemputan"),
    "902": _("Ada kendala di gudang penjemputan"),
    "903": _("Ada kendala di kurir"),
    "904": _("Ada kendala pada retur"),
    "905": _("Data pengiriman belum lengkap"),
}
_HANDED_OVER = _("Paket diserahkan ke kurir")


def describe(scan: Scan) -> str:
    """The scan in words, with who received it; KiriminAja's own words for unknown codes."""
    words = _HANDED_OVER if scan.text == SHIPPED_AT else _TEXTS.get(scan.code)
    if words is None:
        return scan.text
    return f"{words} [{scan.place}]" if scan.place else str(words)
