import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from komship.lib.errors import InvalidInput
from komship.lib.text import fold_spaces
from shipping.models import Destination

DEMO_ROUTES = Path(__file__).resolve().parent.parent / "data" / "routes.csv"
AT_ONCE = 2_000

_KEY = ("village", "district", "city", "postal_code")
_FACTS = ("province", "island", "origin_code", "tariff_code")
_SHAPES = {
    "postal_code": re.compile(r"\d{5}"),
    "origin_code": re.compile(r"[A-Z0-9]{3,10}"),
    "tariff_code": re.compile(r"[A-Z0-9]{3,10}"),
}


def load_destinations(rows: Iterable[Mapping[str, str]]) -> int:
    """Take in a list of destinations with their courier codes; returns how many lines it had.

    A place is known by village, district, city and zip: loading the list again, or a newer one,
    corrects its codes and keeps its id, which orders and addresses point at. All or nothing.
    Raises InvalidInput naming the first bad line.
    """
    places = dict(map(_place, _numbered(rows)))
    with transaction.atomic():
        Destination.objects.bulk_create(
            places.values(),
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=_KEY,
            update_fields=_FACTS,
        )
    return len(places)


def read_destinations(path: Path = DEMO_ROUTES) -> Iterator[dict[str, str]]:
    """Lines of a CSV file with the column names of Destination."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _numbered(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[int, Mapping[str, str]]]:
    return enumerate(rows, start=2)


def _place(numbered: tuple[int, Mapping[str, str]]) -> tuple[tuple[str, ...], Destination]:
    number, row = numbered
    values = {name: fold_spaces(row.get(name) or "") for name in (*_KEY, *_FACTS)}
    for name, value in values.items():
        shape = _SHAPES.get(name)
        if (not value and name != "island") or len(value) > 80 or (shape and not shape.fullmatch(value)):
            raise InvalidInput(
                _("Baris %(line)d: %(column)s tidak benar.") % {"line": number, "column": name}
            )
    return tuple(values[name].upper() for name in _KEY), Destination(**values)
