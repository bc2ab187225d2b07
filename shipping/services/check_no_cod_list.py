from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from komship.core.audit import Actor, record
from komship.lib.sheet_reading import read_lines
from shipping.errors import NoCodListRefused
from shipping.models import NoCodArea, NoCodImport
from shipping.services._no_cod_sheet import AreaLine, PlaceBook, area_lines, couriers_by_name

MOST_LINES = 50_000
MOST_FAULTS = 500

# A place and the courier that collects no cash there; None for all couriers.
Area = tuple[int, int | None]


def check_no_cod_list(user_id: int, *, file_name: str, content: bytes, actor: Actor) -> NoCodImport:
    """Read a list of places without COD (CSV, XLSX) and keep it aside; nothing counts yet.

    A line names a village, a district or a zip, and perhaps a courier. One line that cannot be taken
    in refuses the list: raises NoCodListRefused with every such line, InvalidInput by field `file`
    for what is no list at all.
    """
    lines = list(area_lines(read_lines(content, most_lines=MOST_LINES)))
    areas, faults = _read(lines)
    if not areas and not faults:
        faults = {1: _("Tidak ada tempat di bawah judul kolom.")}
    if faults:
        raise _refused(faults)
    known = NoCodArea.objects.exclude(destination=None).values_list("destination_id", "courier_id")
    work = NoCodImport.objects.create(
        user_id=user_id,
        file_name=file_name[-120:],
        rows=[list(area) for area in areas],
        total=len(areas),
        known=len(set(areas).intersection(known)),
    )
    record("no_cod.checked", work, actor=actor, change=(None, {"file": work.file_name, "areas": work.total}))
    return work


def _read(lines: list[AreaLine]) -> tuple[list[Area], dict[int, str]]:
    """The areas in the order of the list, each once, and what is wrong by line."""
    book, couriers = PlaceBook(lines), couriers_by_name()
    areas: dict[Area, None] = {}
    faults: dict[int, str] = {}
    for line in lines:
        places = book.places(line)
        problem = _problem(line, places, known_couriers=couriers)
        if problem:
            faults[line.number] = problem
            continue
        courier_id = couriers.get(line.courier.lower()) if line.courier else None
        areas.update({(pk, courier_id): None for pk in places})
    return list(areas), faults


def _problem(line: AreaLine, places: list[int], *, known_couriers: Iterable[str]) -> str:
    if line.postal_code and not (line.postal_code.isascii() and line.postal_code.isdigit()):
        return _("Kode pos %(code)s bukan angka.") % {"code": line.postal_code[:20]}
    if not line.postal_code and not (line.city and line.district):
        return _("Isi kota dan kecamatan, atau kode pos.")
    if line.courier and line.courier.lower() not in known_couriers:
        return _("Ekspedisi %(name)s tidak dikenal.") % {"name": line.courier[:30]}
    if not places:
        return _("Tidak ada tempat %(name)s.") % {"name": line.text[:200]}
    return ""


def _refused(faults: dict[int, str]) -> NoCodListRefused:
    shown = dict(list(faults.items())[:MOST_FAULTS])
    first = next(iter(shown))
    text = ngettext(
        "%(n)d baris perlu diperbaiki. Baris %(line)d: %(fault)s",
        "%(n)d baris perlu diperbaiki. Baris %(line)d: %(fault)s",
        len(faults),
    ) % {"n": len(faults), "line": first, "fault": shown[first]}
    fields = {_("Baris %(line)d") % {"line": number}: [fault] for number, fault in shown.items()}
    return NoCodListRefused(text, fields=fields)
