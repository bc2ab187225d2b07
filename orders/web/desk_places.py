"""Destinations in words, and the one a chat probably means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from orders.web.filters import Choices
from shipping.models import Destination
from shipping.selectors.destinations import destination_detail, destination_page

MOST_SHOWN = 20
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """`rows` fit the chat. `chosen` is set when all of them lie in one district; `sure`: there is one."""

    rows: list[Destination]
    chosen: Destination | None = None
    sure: bool = False


def place_text(place: Destination) -> str:
    return f"{place.village}, {place.district}, {place.city}"


def place_note(place: Destination) -> str:
    return f"{place.province} {place.postal_code}"


def place_choices(rows: Iterable[Destination]) -> Choices:
    return [(row.pk, f"{place_text(row)}, {place_note(row)}") for row in rows]


def found_places(text: str) -> list[Destination]:
    """What a person may mean by the words she typed; nothing for fewer than two characters."""
    return destination_page(text, limit=MOST_SHOWN).rows if len(text.strip()) > 1 else []


def current_place(destination_id: int | None) -> list[Destination]:
    place = destination_detail(destination_id) if destination_id else None
    return [place] if place else []


def guess_place(queries: Iterable[str]) -> PlaceGuess:
    """The answer to the first search that finds something. Two queries for each that is tried."""
    for query in queries:
        page = destination_page(query, limit=MOST_SHOWN)
        # A misspelt word may have been corrected to a place at the other end of the country.
        rows = [row for row in page.rows if _says(row, query)]
        if not rows:
            continue
        districts = {(row.district, row.city) for row in rows}
        is_one = len(districts) == 1 and page.total <= MOST_SHOWN
        return PlaceGuess(rows, rows[0] if is_one else None, len(rows) == 1)
    return PlaceGuess([])


def _says(place: Destination, query: str) -> bool:
    words = _words(f"{place_text(place)} {place_note(place)}")
    return all(any(word.startswith(wanted) for word in words) for wanted in _words(query))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
