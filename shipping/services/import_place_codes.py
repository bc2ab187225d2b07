import re
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from shipping.carriers.registry import FACTORIES
from shipping.models import CarrierPlaceCode, Destination
from shipping.selectors.place_codes import HOME
from shipping.services._code_sheet import PLACE_CODE, CodeLine, read_code_lines
from shipping.services._place_index import PlaceIndex
from shipping.services.import_courier_codes import CodesImported, LineError, no_such_place

AT_ONCE = 5_000
_CODE = re.compile(r"[A-Z0-9]{1,20}")

# Id and zip of a place.
Place = tuple[int, str]


def import_place_codes(path: Path, *, carrier: str, dry_run: bool = False) -> CodesImported:
    """Give places the codes of a carrier with a list of its own (CSV or XLSX), Shipper's area ids.

    A line names a village, a whole district or a whole city; lines of wider places go first, whatever
    their order. A zip narrows a village down to that zip. Sound lines are taken in and the others
    reported; importing again changes nothing that is right already. `dry_run` writes nothing. Raises
    InvalidInput when the file is no such list or the carrier has no codes of its own; OSError.
    """
    if carrier == HOME or carrier not in FACTORIES:
        raise InvalidInput(_("Kurir %(carrier)s tidak punya daftar kode sendiri.") % {"carrier": carrier})
    lines = list(read_code_lines(path, wanted=PLACE_CODE))
    index, told, errors = _index(), dict[int, str](), list[LineError]()
    for line in sorted(lines, key=lambda line: bool(line.district) + bool(line.village)):
        places = [] if _problem(line) else _places(index, line)
        if places:
            told |= dict.fromkeys(places, line.place_code)
        else:
            errors.append(LineError(line.number, _problem(line) or no_such_place(line)))
    # A made-up code counts as none, even where it happens to be right.
    rows = CarrierPlaceCode.objects.filter(carrier=carrier, is_made_up=False)
    known = dict(rows.values_list("destination_id", "code").iterator())
    news = {place: code for place, code in told.items() if known.get(place) != code}
    if not dry_run:
        save_place_codes(carrier, news.items())
    errors.sort(key=lambda error: error.line)
    added = sum(1 for place in news if place not in known)
    return CodesImported(len(lines), len(news) - added, added, errors)


def save_place_codes(carrier: str, codes: Iterable[tuple[int, str]], *, is_made_up: bool = False) -> None:
    """Write codes by place, over those that were there. All or nothing."""
    rows = [
        CarrierPlaceCode(carrier=carrier, destination_id=place, code=code, is_made_up=is_made_up)
        for place, code in codes
    ]
    with transaction.atomic():
        CarrierPlaceCode.objects.bulk_create(
            rows,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=("carrier", "destination"),
            update_fields=("code", "is_made_up"),
        )


def _index() -> PlaceIndex[Place]:
    index = PlaceIndex[Place]()
    columns = ("pk", "postal_code", "village", "district", "city")
    for pk, postal_code, village, district, city in Destination.objects.values_list(*columns).iterator():
        index.file((pk, postal_code), village=village, district=district, city=city)
    return index


def _problem(line: CodeLine) -> str:
    if not line.city:
        return _("Kota tidak diisi.")
    if line.village and not line.district:
        return _("Desa %(village)s tanpa kecamatan.") % {"village": line.village}
    if not line.place_code:
        return _("Tidak ada kode.")
    if not _CODE.fullmatch(line.place_code):
        return _("Kode %(code)s tidak benar.") % {"code": line.place_code[:20]}
    return ""


def _places(index: PlaceIndex[Place], line: CodeLine) -> list[int]:
    found = index.find(village=line.village, district=line.district, city=line.city)
    if line.village and line.postal_code:
        found = [place for place in found if place[1] == line.postal_code] or found
    return [pk for pk, _zip in found]
