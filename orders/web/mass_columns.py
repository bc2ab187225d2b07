"""Headings of a file that nobody knows: what the page asks, and what was answered."""

from dataclasses import dataclass

from django.http import QueryDict

from komship.lib.errors import InvalidInput
from orders.selectors.headings import known_meanings
from orders.sheet.columns import TITLES
from orders.sheet.grouping import IGNORED, is_ours
from orders.sheet.meanings import likely_meanings

TITLE, MEANING = "judul", "kolom"
ALLOWED = {*TITLES, IGNORED}


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A heading of the file, and the key of the column it seems to be."""

    title: str
    key: str


def said_meanings(posted: QueryDict) -> dict[str, str]:
    """What was answered, by heading; what was left open or made up is left out."""
    pairs = zip(posted.getlist(TITLE), posted.getlist(MEANING), strict=False)
    return {title: key for title, key in pairs if key in ALLOWED}


def columns_to_ask(partner_id: int, refused: InvalidInput, said: dict[str, str]) -> list[AskedColumn]:
    """The headings that are not ours of a file whose headings could not be read; none when something else
    was wrong."""
    headings = refused.details.get("headings")
    if not isinstance(headings, list):
        return []
    likely = likely_meanings(headings, known_meanings(partner_id))
    return [AskedColumn(title, said.get(title, likely[title])) for title in likely if not is_ours(title)]
