import re
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from shipping.errors import DestinationNotFound
from shipping.models import Destination
from shipping.selectors._place_search import (
    MOST_COUNTED,
    FoundIds,
    PlaceQuery,
    search_districts,
    search_places,
)
from shipping.selectors.place_words import corrected

_WORDS = re.compile(r"[^\W_]+")
MOST_WORDS = 8
LONGEST_WORD = 40
# Words people put before names that most names do not carry: they help to rank, but need not match.
TITLES = frozenset({"kel", "kelurahan", "desa", "ds", "kec", "kecamatan", "kab", "kabupaten", "kota"})

# Jumps from one name to the next: reading 83,000 index entries for 38 names takes longer.
_PROVINCES = """
WITH RECURSIVE names AS (
    (SELECT province FROM shipping_destination ORDER BY province LIMIT 1)
    UNION ALL
    SELECT (SELECT d.province FROM shipping_destination d WHERE d.province > names.province
             ORDER BY d.province LIMIT 1)
      FROM names WHERE names.province IS NOT NULL)
SELECT province FROM names WHERE province IS NOT NULL
"""


@dataclass(frozen=True)
class DestinationPage:
    rows: list[Destination]
    total: int


def destination_page(search: str, *, offset: int = 0, limit: int = 50) -> DestinationPage:
    """Destinations of which every typed word begins a word of village, district or city, or the zip.

    In any order; best first: whole words before beginnings, villages before districts before cities.
    A word that begins nothing is corrected when nothing was found. Without words, all places.
    `total` stops at 10,000.
    """
    return _page(search, search_places, offset=offset, limit=limit)


def district_page(search: str, *, offset: int = 0, limit: int = 50) -> DestinationPage:
    """The same with one place for each district."""
    return _page(search, search_districts, offset=offset, limit=limit)


def destination_detail(destination_id: int) -> Destination | None:
    """One destination, None when there is no such id."""
    return Destination.objects.filter(pk=destination_id).first()


def destination_by_zip(postal_code: str) -> Destination:
    """The first destination of a zip code. Raises DestinationNotFound."""
    rows = Destination.objects.filter(
        search=SearchQuery(postal_code, config="simple"), postal_code=postal_code
    )
    found = rows.order_by("pk").first()
    if found is None:
        raise DestinationNotFound
    return found


def destination_by_tariff_code(tariff_code: str) -> Destination:
    """The first destination with a courier's code; all of them cost the same. Raises DestinationNotFound."""
    rows = Destination.objects.filter(tariff_code=tariff_code.strip().upper()).exclude(tariff_code="")
    found = rows.order_by("pk").first()
    if found is None:
        raise DestinationNotFound
    return found


def province_names() -> list[str]:
    """All provinces that have destinations, by name."""
    with connection.cursor() as cursor:
        cursor.execute(_PROVINCES)
        return [row[0] for row in cursor.fetchall()]


def origin_list(search: str, *, limit: int = 50) -> list[tuple[str, str]]:
    """Origin codes with a place they stand for, found by the beginning of the code or by place."""
    code = search.strip().upper()[:10]
    rows = Destination.objects.exclude(origin_code="")
    if code:
        by_code = rows.filter(origin_code__startswith=code)
        words = words_of(search) or [code.lower()]
        rows = by_code if by_code.exists() else rows.filter(search=_raw(place_query(words).query))
    pairs = (
        rows.order_by("origin_code", "pk").distinct("origin_code").values_list("origin_code", "city")[:limit]
    )
    return list(pairs)


def _page(search: str, find: Callable[..., FoundIds], *, offset: int, limit: int) -> DestinationPage:
    words = words_of(search)
    if not words:
        rows = Destination.objects.order_by("pk").defer("search")[:MOST_COUNTED]
        return DestinationPage(list(rows[offset : offset + limit]), rows.count())
    found = find(place_query(words), offset=offset, limit=limit)
    if not found.total:
        better = corrected(words)
        if better != words:
            found = find(place_query(better), offset=offset, limit=limit)
    by_id = Destination.objects.defer("search").in_bulk(found.ids)
    return DestinationPage([by_id[pk] for pk in found.ids], found.total)


def words_of(search: str) -> list[str]:
    """The words of a typed text, small."""
    return [word.lower()[:LONGEST_WORD] for word in _WORDS.findall(search)][:MOST_WORDS]


def place_query(words: list[str]) -> PlaceQuery:
    """What to look for: titles in front of names need not match, unless there is nothing else."""
    return PlaceQuery(wanted=[word for word in words if word not in TITLES] or words, typed=words)


def _raw(text: str) -> SearchQuery:
    return SearchQuery(text, search_type="raw", config="simple")


def island_of_origin(origin_code: str) -> str:
    """The island a courier's origin code lies on; empty when nobody knows. One query."""
    rows = Destination.objects.filter(origin_code=origin_code).exclude(island="")
    return rows.values_list("island", flat=True).first() or ""
