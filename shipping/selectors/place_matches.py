"""What many typed places mean, asked of the database together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from shipping.models import Destination
from shipping.selectors._place_search import MOST_RANKED
from shipping.selectors.destinations import TITLES, place_query, province_names, words_of
from shipping.selectors.place_words import corrected

# Enough to see that a text means more than one district; nobody is shown so many.
MOST_ROWS = 60
_REGENCY = frozenset({"kab", "kabupaten"})

_FIND = """
SELECT asked.place, found.ids
  FROM unnest(%(places)s::int[], %(queries)s::text[], %(phrases)s::text[], %(betters)s::text[])
    AS asked(place, query, phrase, better),
LATERAL (
    SELECT ARRAY(
        SELECT matching.id FROM (
            SELECT id, search, village FROM shipping_destination
             WHERE search @@ asked.query::tsquery LIMIT %(ranked)s) AS matching
         ORDER BY matching.search @@ asked.phrase::tsquery DESC,
                  ts_rank('{0.1, 0.2, 0.5, 1.0}', matching.search, asked.better::tsquery) DESC,
                  length(matching.village), matching.id
         LIMIT %(most)s) AS ids) AS found
"""


@dataclass(frozen=True, slots=True)
class PlaceText:
    """Where a parcel goes, as typed: names, a zip, or both."""

    names: str
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """What a text can mean, best first. `chosen` when that is one district with one courier code.

    `is_guess`: the village was not said, so it is one of several in that district.
    """

    rows: list[Destination] = field(default_factory=list)
    chosen: Destination | None = None
    is_guess: bool = False


def place_matches(texts: Collection[PlaceText]) -> dict[PlaceText, PlaceMatch]:
    """The meaning of every text; three queries, and two more when any has a mistyped word.

    What was found by correcting a word is offered, never chosen: it may lie at the other end of the
    country.
    """
    provinces = {name.casefold() for name in province_names()}
    words = {text: words_of(f"{text.postal_code} {_without(provinces, text.names)}") for text in texts}
    asked = {text: said for text, said in words.items() if said}
    found = _find(asked) if asked else {}
    lost = {text: corrected(said) for text, said in asked.items() if not found.get(text)}
    fixed = {text: said for text, said in lost.items() if said != asked[text]}
    guesses = _find(fixed) if fixed else {}
    return {
        text: _match(text, found[text]) if found.get(text) else PlaceMatch(guesses.get(text, []))
        for text in texts
    }


def _find(asked: Mapping[PlaceText, list[str]]) -> dict[PlaceText, list[Destination]]:
    texts = list(asked)
    queries = [place_query(asked[text]) for text in texts]
    values: dict[str, Any] = {
        "places": list(range(len(texts))),
        "queries": [query.query for query in queries],
        "phrases": [query.phrase for query in queries],
        "betters": [query.better for query in queries],
        "ranked": MOST_RANKED,
        "most": MOST_ROWS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values)
        ids = {texts[place]: pks for place, pks in cursor.fetchall()}
    rows = Destination.objects.defer("search").in_bulk({pk for pks in ids.values() for pk in pks})
    return {text: [rows[pk] for pk in pks] for text, pks in ids.items()}


def _without(provinces: set[str], names: str) -> str:
    """People end an address with the province, which no search knows."""
    parts = [part.strip() for part in names.split(",")]
    return ",".join(part for part in parts if part.casefold() not in provinces) or names


def _match(text: PlaceText, rows: list[Destination]) -> PlaceMatch:
    if text.postal_code:
        rows = [row for row in rows if row.postal_code == text.postal_code]
    fitting = _with_code(_best(rows, text.names))
    areas = {(row.province, row.city, row.district, row.tariff_code) for row in fitting}
    if len(areas) != 1:
        return PlaceMatch(fitting or rows)
    return PlaceMatch(fitting, fitting[0], is_guess=len(fitting) > 1)


def _with_code(rows: list[Destination]) -> list[Destination]:
    """Places of the official list that no courier has a code for count only in districts without any:
    elsewhere they would make a village of a known district look like two places."""
    coded = {(row.city, row.district) for row in rows if row.tariff_code}
    return [row for row in rows if row.tariff_code or (row.city, row.district) not in coded]


def _best(rows: list[Destination], names: str) -> list[Destination]:
    """The narrowest reading that leaves anything: places all of whose names are said, then those that
    bear each part between commas as a name, then those in which every word stands in full."""
    said = set(words_of(names))
    parts = {frozenset(words_of(part)) - TITLES for part in names.split(",")} - {frozenset()}
    rows = _of_kind(rows, said)
    readings = (
        [row for row in rows if _words(row.village, row.district, row.city) <= said],
        [row for row in rows if parts <= {_words(name) for name in (row.village, row.district, row.city)}],
        [row for row in rows if said - TITLES <= _words(row.village, row.district, row.city, row.province)],
    )
    return next((found for found in readings if found), rows)


def _of_kind(rows: list[Destination], said: set[str]) -> list[Destination]:
    """City or regency of one name, when it is said which. Lists call regencies so, and cities often not."""
    if not said & {*_REGENCY, "kota"}:
        return rows
    wanted = bool(said & _REGENCY)
    return [row for row in rows if bool(_REGENCY & set(words_of(row.city))) == wanted] or rows


def _words(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in words_of(name)) - TITLES
