"""The two ways to search places: rank what matches when it is little, stop early when it is much."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

MOST_COUNTED = 10_000
# Ranking costs some microseconds for each place that matches.
MOST_RANKED = 2_000
# Zip and village weigh most, then district, then city (PostgreSQL's order: D, C, B, A).
_WEIGHTS = "{0.1, 0.2, 0.5, 1.0}"

_RANKED = """
WITH found AS MATERIALIZED (
    SELECT id, search, village FROM shipping_destination
     WHERE search @@ %(query)s::tsquery LIMIT %(most)s + 1),
much AS (SELECT count(*) AS total FROM found)
SELECT total, ARRAY(
    SELECT id FROM found WHERE total <= %(most)s
     ORDER BY search @@ %(phrase)s::tsquery DESC,
              ts_rank(%(weights)s, search, %(better)s::tsquery) DESC, length(village), id
    OFFSET %(offset)s LIMIT %(limit)s)
  FROM much
"""
_BY_DISTRICT = """
WITH found AS MATERIALIZED (
    SELECT id, search, district, city, province FROM shipping_destination
     WHERE search @@ %(query)s::tsquery LIMIT %(most)s + 1),
heads AS (
    SELECT min(id) AS id, max(ts_rank(%(weights)s, search, %(better)s::tsquery)) AS rank, district
      FROM found GROUP BY province, city, district)
SELECT count(*), ARRAY(
    SELECT id FROM heads ORDER BY rank DESC, length(district), id OFFSET %(offset)s LIMIT %(limit)s)
  FROM heads
"""
_COUNTED = """
SELECT count(*) FROM (
    SELECT 1 FROM shipping_destination WHERE search @@ %(query)s::tsquery LIMIT %(most)s) AS counted
"""
_VILLAGES = """
WITH found AS MATERIALIZED (
    SELECT id, length(village) AS size FROM shipping_destination
     WHERE lower(village) LIKE %(beginning)s AND search @@ %(query)s::tsquery)
SELECT count(*), ARRAY(SELECT id FROM found ORDER BY size, id OFFSET %(offset)s LIMIT %(limit)s) FROM found
"""
_OTHERS = """
SELECT ARRAY(
    SELECT id FROM shipping_destination
     WHERE search @@ %(query)s::tsquery AND lower(village) NOT LIKE %(beginning)s
     ORDER BY id OFFSET %(offset)s LIMIT %(limit)s)
"""


@dataclass(frozen=True)
class PlaceQuery:
    """Words that must begin a word of the place's name, and further words that only rank."""

    wanted: Sequence[str]
    typed: Sequence[str]

    @property
    def query(self) -> str:
        return " & ".join(f"{word}:*" for word in self.wanted)

    @property
    def phrase(self) -> str:
        """The words one after the other, as in a name of two words or in a village and its district."""
        return " <-> ".join(f"{word}:*" for word in self.wanted)

    @property
    def better(self) -> str:
        """A whole word counts twice, as itself and as a beginning."""
        return " | ".join([*self.typed, *(f"{word}:*" for word in self.wanted)])


@dataclass(frozen=True)
class FoundIds:
    ids: list[int]
    total: int


def search_places(wanted: PlaceQuery, *, offset: int, limit: int) -> FoundIds:
    """Best first: words side by side, whole words before beginnings, villages before districts before
    cities, short names first.

    When too many places match for ranking to be worth its time: villages that begin with the first
    word, then the others as they come. `total` stops at 10,000.
    """
    total, ids = _ranked(_RANKED, wanted, offset, limit)
    if total <= MOST_RANKED:
        return FoundIds(ids, total)
    page = {"query": wanted.query, "beginning": f"{wanted.wanted[0]}%"}
    (total,) = _row(_COUNTED, page | {"most": MOST_COUNTED})
    if offset >= total:
        return FoundIds([], total)
    villages, ids = _row(_VILLAGES, page | {"offset": offset, "limit": limit})
    if len(ids) < limit:
        rest = {"offset": max(0, offset - villages), "limit": limit - len(ids)}
        ids = ids + _row(_OTHERS, page | rest)[0]
    return FoundIds(ids, total)


def search_districts(wanted: PlaceQuery, *, offset: int, limit: int) -> FoundIds:
    """One place for each district in which something matches, of the first 2,000 matches."""
    total, ids = _ranked(_BY_DISTRICT, wanted, offset, limit)
    return FoundIds(ids, total)


def _ranked(sql: str, wanted: PlaceQuery, offset: int, limit: int) -> tuple[int, list[int]]:
    values = {
        "query": wanted.query,
        "phrase": wanted.phrase,
        "better": wanted.better,
        "weights": _WEIGHTS,
        "most": MOST_RANKED,
        "offset": offset,
        "limit": limit,
    }
    total, ids = _row(sql, values)
    return int(total), list(ids)


def _row(sql: str, values: dict[str, Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return tuple(row or ())
