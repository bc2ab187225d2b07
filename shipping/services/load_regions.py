import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces
from shipping.models import Destination
from shipping.rules.place_names import (
    city_key,
    city_keys,
    district_key,
    is_regency,
    island_name,
    province_name,
    village_key,
    without_kind,
)
from shipping.selectors.place_words import renew_place_words

AT_ONCE = 2_000
LONGEST_NAME = 80

_Key = tuple[str, str, str]


@dataclass(frozen=True)
class RegionsLoaded:
    """`skipped` are villages that a neighbour of the same district shares its name with."""

    added: int
    recognised: int
    renamed: int
    skipped: int


def load_regions(folder: Path) -> RegionsLoaded:
    """Bring all villages of the official list in as places, with their official codes.

    Reads provinces.csv, regencies.csv, districts.csv and villages.csv of the npm package
    idn-area-data. Places that are there already are recognised by code, else by name, and keep id,
    zip and courier codes. Repeating it changes nothing; a newer list renames. All or nothing.
    Raises InvalidInput when the files are not that list.
    """
    known = _Known()
    added, renamed, coded = [], [], []
    skipped = recognised = 0
    seen: set[_Key] = set()
    for place in _places(folder):
        key = _key(place)
        if key in seen:
            skipped += 1
            continue
        seen.add(key)
        rows = known.rows_of(place.area_code, key)
        if not rows:
            added.append(place)
            continue
        recognised += 1
        for pk, name_key, code in rows:
            place_now = _again(place, pk)
            if name_key != key:
                renamed.append(place_now)
            elif code != place.area_code:
                coded.append(place_now)
    with transaction.atomic():
        Destination.objects.bulk_update(coded, ["area_code"], batch_size=AT_ONCE)
        Destination.objects.bulk_update(
            renamed, ["village", "district", "city", "province"], batch_size=AT_ONCE
        )
        Destination.objects.bulk_create(added, batch_size=AT_ONCE)
    if added or renamed:
        refresh_search()
    return RegionsLoaded(len(added), recognised, len(renamed), skipped)


def refresh_search() -> None:
    """After many places changed: fresh statistics, and the words that mistyped ones are held against."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE shipping_destination")
    renew_place_words()


class _Known:
    """Places that are in the database, by official code and by name."""

    def __init__(self) -> None:
        self._by_code: dict[str, list[tuple[int, _Key, str]]] = {}
        self._by_name: dict[_Key, list[tuple[int, _Key, str]]] = {}
        rows = Destination.objects.values_list("pk", "village", "district", "city", "area_code")
        for pk, village, district, city, code in rows.iterator(AT_ONCE):
            key = (village_key(village), district_key(district), city_key(city))
            if code:
                self._by_code.setdefault(code, []).append((pk, key, code))
            else:
                self._by_name.setdefault(key, []).append((pk, key, code))

    def rows_of(self, code: str, key: _Key) -> list[tuple[int, _Key, str]]:
        """Rows of one village: those that carry its code, and those of its name without any code."""
        return self._by_code.get(code, []) + self._by_name.get(key, [])


def _again(place: Destination, pk: int) -> Destination:
    return Destination(
        pk=pk,
        village=place.village,
        district=place.district,
        city=place.city,
        province=place.province,
        area_code=place.area_code,
    )


def _key(place: Destination) -> _Key:
    return village_key(place.village), district_key(place.district), city_key(place.city)


def _places(folder: Path) -> Iterator[Destination]:
    provinces = {code: province_name(name) for code, name in _rows(folder / "provinces.csv")}
    cities = _city_names(_rows(folder / "regencies.csv"))
    districts = dict(_rows(folder / "districts.csv"))
    for code, name in _rows(folder / "villages.csv"):
        try:
            yield Destination(
                village=name,
                district=districts[code[:8]],
                city=cities[code[:5]],
                province=provinces[code[:2]],
                island=island_name(code),
                area_code=code,
            )
        except KeyError as missing:
            raise InvalidInput(_("Desa %(code)s tanpa wilayah induk.") % {"code": code}) from missing


def _city_names(rows: Iterator[tuple[str, str]]) -> dict[str, str]:
    """`Bogor` is the town; its namesake is `Kabupaten Bogor`; other regencies go by their name."""
    official = dict(rows)
    towns = {city_key(name) for name in official.values() if not is_regency(name)}
    names = {}
    for code, name in official.items():
        has_namesake = is_regency(name) and city_keys(name)[1] in towns
        names[code] = f"Kabupaten {without_kind(name)}" if has_namesake else without_kind(name)
    return names


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    """Code and name of every line."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, name = fold_spaces(row.get("code") or ""), fold_spaces(row.get("name") or "")
            if not code or not name or len(name) > LONGEST_NAME:
                raise InvalidInput(_("%(file)s bukan daftar wilayah.") % {"file": path.name})
            yield code, name
