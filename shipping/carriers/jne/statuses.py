"""What JNE's status codes mean, and how they read in words.

Only a handful of codes stand in JNE's own book; the groups are JNE's. Beware of rules on prefixes:
CR3 is a delivery, CR1 a return, CR2 a cancellation, CR4 a destroyed parcel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shipping.carriers.base import Scan
from shipping.states import UNKNOWN_SCAN, ClassifiedScan, EventClass, ScanMeaning, ShipmentStatus

_S = ShipmentStatus
_E = EventClass

PICKED_UP = ScanMeaning(event=_E.PICKUP, status=_S.PICKED_UP)
IN_TRANSIT = ScanMeaning(event=_E.PROCESS, status=_S.IN_TRANSIT)
WITH_COURIER = ScanMeaning(event=_E.DELIVERY, status=_S.OUT_FOR_DELIVERY, clears_problem=True)
FAILED = ScanMeaning(event=_E.PROBLEM, status=_S.DELIVERY_FAILED, is_problem=True)
HELD = ScanMeaning(event=_E.PROBLEM, at_least=_S.IN_TRANSIT, is_problem=True)
DESK = ScanMeaning(event=_E.PROBLEM, is_problem=True, needs_look=True)
DELIVERED = ScanMeaning(event=_E.DELIVERED, status=_S.DELIVERED, clears_problem=True)
DELIVERED_SPOILT = ScanMeaning(event=_E.DELIVERED, status=_S.DELIVERED, is_problem=True)
LOST = ScanMeaning(event=_E.PROBLEM, status=_S.LOST, is_problem=True)
DAMAGED = ScanMeaning(event=_E.PROBLEM, status=_S.DAMAGED, is_problem=True)
RETURN_STARTED = ScanMeaning(event=_E.RETURN, status=_S.RETURN_IN_TRANSIT)
RETURNED = ScanMeaning(event=_E.RETURN, status=_S.RETURN_RECEIVED, clears_problem=True)
CANCELLED = ScanMeaning(event=_E.PROBLEM, status=_S.CANCELLED, comes_home=True)


def _numbered(prefix: str, first: int, last: int) -> list[str]:
    return [f"{prefix}{number:02d}" for number in range(first, last + 1)]


def _table(rows: Iterable[tuple[str | list[str], ScanMeaning]]) -> dict[str, ScanMeaning]:
    out: dict[str, ScanMeaning] = {}
    for codes, meaning in rows:
        for code in codes.split() if isinstance(codes, str) else codes:
            out[code] = meaning
    return out


MEANINGS: Mapping[str, ScanMeaning] = _table(
    [
        ("PU0 PU1 S01 RC1 OP1", PICKED_UP),
        ("OP2 OP3 TP1 TP2 TP3 TP4 TP5 IP1 IP2 BI1", IN_TRANSIT),
        ("IP3 DB1", WITH_COURIER),
        ([*_numbered("D", 1, 12), "DB2", "CR3"], DELIVERED),
        ("D24 D25", DELIVERED_SPOILT),
        ("D15 D16", DESK),
        ("NT U05 U09 U10 U22 U23 U24 U25", FAILED),
        ("U01 U02 U03 U04 U07 UB2 DP5 OC", FAILED),
        ("U06 U08 U21", FAILED),
        ("U12 U13 OS PS2 CR5 CR6 CR7 X1 X10", HELD),
        ("U14", LOST),
        ("U11 CR4", DAMAGED),
        ("CR1", RETURN_STARTED),
        (_numbered("R", 1, 13), RETURNED),
        ("CR2", CANCELLED),
    ]
)

# Only for rows without a code. Return words come first: a return, too, ends with a receiver.
_WORDS: tuple[tuple[re.Pattern[str], ScanMeaning], ...] = (
    (re.compile(r"\bRETUR"), RETURN_STARTED),
    (re.compile(r"\bDELIVERED TO\b"), DELIVERED),
    (re.compile(r"\bWITH DELIVERY COURIER\b"), WITH_COURIER),
    (re.compile(r"\bRECEIVED AT (WAREHOUSE|INBOUND|TRANSIT|SORTING)"), IN_TRANSIT),
    (re.compile(r"\b(DEPARTED|FORWARDED|PROCESSED)\b"), IN_TRANSIT),
    (re.compile(r"\b(PICKED UP|PICK UP|RECEIVED BY JNE COUNTER)\b"), PICKED_UP),
)


def meaning_of(code: str, text: str) -> ScanMeaning:
    """The meaning of a code; of the text only when there is no code at all."""
    if code:
        return MEANINGS.get(code.strip().upper(), UNKNOWN_SCAN)
    words = text.upper()
    return next((meaning for pattern, meaning in _WORDS if pattern.search(words)), UNKNOWN_SCAN)


def classify(scan: Scan) -> ClassifiedScan:
    return ClassifiedScan(
        code=scan.code,
        text=scan.text,
        occurred_at=scan.occurred_at,
        meaning=meaning_of(scan.code, scan.text),
    )


_TEXTS: Mapping[str, Promise] = {
    "PU0": _("Kurir menjemput paket"),
    "PU1": _("Paket sudah dijemput kurir"),
    "S01": _("Paket sudah dijemput kurir"),
    "RC1": _("Paket diterima di konter JNE"),
    "OP1": _("Paket tiba di gudang sortir"),
    "OP2": _("Paket selesai disortir"),
    "OP3": _("Paket dikirim ke kota tujuan"),
    "TP1": _("Paket berangkat dari kota transit"),
    "TP2": _("Paket dalam perjalanan"),
    "TP3": _("Paket dalam perjalanan"),
    "TP4": _("Paket berangkat dari kota transit"),
    "TP5": _("Paket tiba di kota transit"),
    "IP1": _("Paket tiba di gudang kota tujuan"),
    "IP2": _("Paket tiba di titik antar terdekat"),
    "BI1": _("Paket tiba di kota tujuan"),
    "IP3": _("Paket dibawa kurir ke alamat penerima"),
    "DB1": _("Paket menunggu diambil di loker"),
    "DB2": _("Paket sudah diambil dari loker"),
    "CR3": _("Paket diambil sendiri oleh penerima"),
    "D15": _("Paket ada di meja layanan kota asal, sedang dicek"),
    "D16": _("Paket ada di meja layanan kota asal, sedang dicek"),
    "D24": _("Paket diterima dalam keadaan rusak"),
    "D25": _("Paket diterima dalam keadaan terbuka"),
    "NT": _("Belum sempat diantar, kurir akan mencoba lagi"),
    "U01": _("Alamat tidak lengkap atau tidak ditemukan"),
    "U02": _("Penerima tidak dikenal di alamat ini"),
    "U03": _("Penerima sudah pindah alamat"),
    "U04": _("Penerima sudah meninggal dunia"),
    "U05": _("Rumah kosong saat diantar, kurir akan mencoba lagi"),
    "U06": _("Penerima menolak paket"),
    "U07": _("Rumah kosong dan tidak dihuni"),
    "U08": _("Penerima tidak mau membayar COD"),
    "U09": _("Alamat tutup di akhir pekan, kurir akan mencoba lagi"),
    "U10": _("Tertunda karena keadaan darurat"),
    "U11": _("Paket rusak di perjalanan"),
    "U12": _("Paket salah rute"),
    "U13": _("Paket tertukar dengan kiriman lain"),
    "U14": _("Paket hilang"),
    "U21": _("Penerima merasa tidak memesan dan menolak COD"),
    "U22": _("Pengantaran tertunda, kurir akan mencoba lagi"),
    "U23": _("Pengantaran tertunda, kurir akan mencoba lagi"),
    "U24": _("Menunggu konfirmasi COD dari penerima"),
    "U25": _("Menunggu pembayaran COD dari penerima"),
    "UB2": _("Paket lebih dari 3 hari belum diambil"),
    "CR1": _("Paket dikembalikan ke pengirim"),
    "CR2": _("Pengiriman dibatalkan pengirim"),
    "CR4": _("Paket dimusnahkan"),
    "CR5": _("Paket ditahan atas permintaan pengirim"),
    "CR6": _("Paket gagal diantar, menunggu tindak lanjut"),
    "CR7": _("Paket ada di gudang kota asal"),
    "DP5": _("Ada kendala pengantaran"),
    "OC": _("Kota tujuan sedang dikoreksi"),
    "OS": _("Alamat di luar jangkauan layanan YES"),
    "PS2": _("Ada kendala pengiriman"),
    "X1": _("Paket ditahan untuk pemeriksaan x-ray"),
    "X10": _("Paket ditahan untuk pemeriksaan x-ray"),
}

_BY_MEANING: Mapping[str, Promise] = {
    _S.DELIVERED: _("Paket sudah diterima"),
    _S.RETURN_RECEIVED: _("Paket retur sudah diterima pengirim"),
}


def describe(scan: Scan) -> str:
    """The scan in words, with the bracket part of JNE's text; JNE's own words for unknown codes."""
    code = scan.code.strip().upper()
    meaning = MEANINGS.get(code, UNKNOWN_SCAN)
    words = _TEXTS.get(code) or _BY_MEANING.get(meaning.status or "")
    if words is None:
        return scan.text
    return f"{words} [{scan.place}]" if scan.place else str(words)
