import re
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from shipping.models import Destination
from shipping.services._code_sheet import CodeLine, read_code_lines
from shipping.services._place_index import PlaceIndex
from shipping.services.load_regions import refresh_search

AT_ONCE = 5_000
_CODE = re.compile(r"[A-Z0-9]{3,10}")
_ZIP = re.compile(r"\d{5}")

# One statement for thousands of places.
_UPDATE = """
UPDATE shipping_destination AS place
   SET postal_code = told.postal_code, origin_code = told.origin_code, tariff_code = told.tariff_code
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[])
       AS told(id, postal_code, origin_code, tariff_code)
 WHERE place.id = told.id
"""


@dataclass(frozen=True)
class LineError:
    line: int
    text: str


@dataclass(frozen=True)
class CodesImported:
    """`changed` and `added` count places; a line may stand for a whole city."""

    lines: int
    changed: int
    added: int
    errors: list[LineError]


@dataclass(slots=True)
class _Place:
    """`pk` 0 is a place to add: the second zip of the place `beside`."""

    pk: int
    postal_code: str
    origin_code: str
    tariff_code: str
    before: tuple[str, str, str] = ("", "", "")
    beside: int = 0

    @property
    def now(self) -> tuple[str, str, str]:
        return self.postal_code, self.origin_code, self.tariff_code


def import_courier_codes(path: Path, *, dry_run: bool = False) -> CodesImported:
    """Give places the zips and codes of a courier's list (CSV or XLSX).

    A line names a village, a whole district (no village) or a whole city (only the city), and
    whichever of zip, origin code and tariff code it knows; lines of wider places go first, whatever
    their order. Sound lines are taken in and the others reported; importing again changes nothing
    that is right already. A village's second zip becomes a second place. `dry_run` writes nothing.
    Raises InvalidInput when the file is no such list; OSError.
    """
    lines = list(read_code_lines(path))
    with transaction.atomic():
        # One import at a time: the places are read here and written at the end.
        if not dry_run:
            _lock()
        book = _Book()
        errors: list[LineError] = []
        for line in sorted(lines, key=_narrowness):
            problem = _problem(line) or book.take_in(line)
            if problem:
                errors.append(LineError(line.number, problem))
        if not dry_run:
            book.write()
    if not dry_run and (book.changed or book.added):
        refresh_search()
    errors.sort(key=lambda error: error.line)
    return CodesImported(len(lines), len(book.changed), len(book.added), errors)


def no_such_place(line: CodeLine) -> str:
    """Why a line with names nobody knows cannot be taken in."""
    name = ", ".join(filter(None, [line.village, line.district, line.city]))
    return _("Tidak ada tempat bernama %(name)s.") % {"name": name}


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('shipping.import_courier_codes'))")


def _narrowness(line: CodeLine) -> int:
    return bool(line.district) + bool(line.village)


def _problem(line: CodeLine) -> str:
    if not line.city:
        return _("Kota tidak diisi.")
    if line.village and not line.district:
        return _("Desa %(village)s tanpa kecamatan.") % {"village": line.village}
    if line.postal_code and not _ZIP.fullmatch(line.postal_code):
        return _("Kode pos %(code)s bukan 5 angka.") % {"code": line.postal_code}
    for code in line.codes.values():
        if not _CODE.fullmatch(code):
            return _("Kode %(code)s tidak benar.") % {"code": code[:20]}
    if line.postal_code and not line.village:
        return _("Kode pos hanya untuk satu desa.")
    if not line.codes and not line.postal_code:
        return _("Tidak ada kode.")
    return ""


@dataclass
class _Book:
    """All places by name, what the list says of them, and the places it adds."""

    index: PlaceIndex[_Place] = field(default_factory=PlaceIndex)
    added: list[_Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        columns = ("pk", "postal_code", "origin_code", "tariff_code", "village", "district", "city")
        for pk, postal_code, origin, tariff, *names in Destination.objects.values_list(*columns).iterator():
            place = _Place(pk, postal_code, origin, tariff, before=(postal_code, origin, tariff))
            village, district, city = names
            self.index.file(place, village=village, district=district, city=city)

    @property
    def changed(self) -> list[_Place]:
        return [
            place for places in self.index.by_city.values() for place in places if place.now != place.before
        ]

    def take_in(self, line: CodeLine) -> str:
        """Note what a line says; returns why it cannot be, or nothing."""
        places = self.index.find(village=line.village, district=line.district, city=line.city)
        if not places:
            return no_such_place(line)
        if line.postal_code:
            places = [self._of_zip(places, line)]
        for place in places:
            for name, value in line.codes.items():
                setattr(place, name, value)
        return ""

    def _of_zip(self, places: list[_Place], line: CodeLine) -> _Place:
        """The village's row of this zip: it has it, it gets it, or it is a new one beside the others."""
        for wanted in (line.postal_code, ""):
            for place in places:
                if place.postal_code == wanted:
                    place.postal_code = line.postal_code
                    return place
        old = places[0]
        new = _Place(0, line.postal_code, old.origin_code, old.tariff_code, beside=old.pk)
        places.append(new)
        self.added.append(new)
        return new

    def write(self) -> None:
        with connection.cursor() as cursor:
            rows = self.changed
            for first in range(0, len(rows), AT_ONCE):
                told = [(row.pk, *row.now) for row in rows[first : first + AT_ONCE]]
                cursor.execute(_UPDATE, [list(column) for column in zip(*told, strict=True)])
        siblings = Destination.objects.in_bulk({row.beside for row in self.added})
        Destination.objects.bulk_create(
            [_second(siblings[row.beside], row) for row in self.added], batch_size=AT_ONCE
        )


def _second(sibling: Destination, row: _Place) -> Destination:
    return Destination(
        village=sibling.village,
        district=sibling.district,
        city=sibling.city,
        province=sibling.province,
        island=sibling.island,
        area_code=sibling.area_code,
        postal_code=row.postal_code,
        origin_code=row.origin_code,
        tariff_code=row.tariff_code,
    )
