"""Lines of a list of places without COD, and which of our places they mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from komship.lib.sheet_reading import Line, refusal
from shipping.models import Courier, Destination
from shipping.rules.place_names import city_key, city_keys, district_key, village_key
from shipping.services._code_sheet import HEADINGS, plain_heading

_COLUMNS = {name: HEADINGS[name] for name in ("village", "district", "city", "postal_code")} | {
    "province": ("province", "provincename", "provinsi"),
    "courier": ("courier", "shipping", "shippingname", "ekspedisi", "kurir"),
}
_COLUMN_OF = {heading: column for column, headings in _COLUMNS.items() for heading in headings}


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One line; empty names mean "all of them", no courier means every courier."""

    number: int
    village: str
    district: str
    city: str
    postal_code: str
    courier: str

    @property
    def text(self) -> str:
        return ", ".join(filter(None, [self.village, self.district, self.city, self.postal_code]))


def area_lines(lines: list[Line]) -> Iterator[AreaLine]:
    """The lines under the headings. Raises InvalidInput by field `file` when the headings do not do."""
    head, *rest = lines or [Line(1, [])]
    columns = [_COLUMN_OF.get(plain_heading(title)) for title in head.cells]
    if not {"district", "postal_code"} & set(columns):
        raise refusal(_("Judul kolom tidak dikenal: perlu kota dan kecamatan, atau kode pos."))
    for line in rest:
        cells = {name: text for name, text in zip(columns, line.cells, strict=False) if name}
        values = {name: cells.get(name, "").strip(" -") for name in _COLUMNS if name != "province"}
        yield AreaLine(line.number, **values)


@dataclass(frozen=True, slots=True)
class _Place:
    pk: int
    village: str
    district: str
    city: str
    postal_code: str


class PlaceBook:
    """Places by what lists call them; only those of the cities and zips a list speaks of."""

    def __init__(self, lines: Iterable[AreaLine]) -> None:
        cities = {key for line in lines for key in city_keys(line.city)}
        zips = {line.postal_code for line in lines if line.postal_code}
        self._by_city: dict[str, list[_Place]] = {}
        self._by_zip: dict[str, list[_Place]] = {}
        columns = ("pk", "village", "district", "city", "postal_code")
        for pk, village, district, city, zip_code in Destination.objects.values_list(*columns).iterator():
            key = city_key(city)
            if key not in cities and zip_code not in zips:
                continue
            place = _Place(pk, village_key(village), district_key(district), key, zip_code)
            self._by_city.setdefault(key, []).append(place)
            self._by_zip.setdefault(zip_code, []).append(place)

    def places(self, line: AreaLine) -> list[int]:
        """Ids of the places a line means; none when there is no such place."""
        found = self._of_city(line.city) if line.city else self._by_zip.get(line.postal_code, [])
        if line.district:
            found = [place for place in found if place.district == district_key(line.district)]
        if line.village:
            found = [place for place in found if place.village == village_key(line.village)]
        if line.postal_code:
            found = _of_zip(found, line)
        return [place.pk for place in found]

    def _of_city(self, city: str) -> list[_Place]:
        for key in city_keys(city):
            if key in self._by_city:
                return self._by_city[key]
        return []


def _of_zip(places: list[_Place], line: AreaLine) -> list[_Place]:
    """Official lists know no zips: a village named in full is meant although its zip is not known."""
    same = [place for place in places if place.postal_code == line.postal_code]
    if same or not line.village:
        return same
    return [place for place in places if not place.postal_code]


def couriers_by_name() -> Mapping[str, int]:
    """Numbers of couriers by name and code, in lower case."""
    rows = Courier.objects.values_list("pk", "name", "code")
    return {word.lower(): pk for pk, name, code in rows for word in (name, code)}
