import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet
from django.db.models.functions import Length

from shipping.errors import DestinationNotFound
from shipping.models import Destination
from shipping.selectors._spelling import corrected

_WORDS = re.compile(r"[^\W_]+")
MOST_WORDS = 8
LONGEST_WORD = 40
SHORTEST_RANKED = 2
MOST_COUNTED = 10_000
# Words people put before names that most names do not carry: they help to rank, but need not match.
_TITLES = frozenset({"kel", "kelurahan", "desa", "ds", "kec", "kecamatan", "kab", "kabupaten", "kota"})
# Zip and village weigh most, then district, then city (PostgreSQL's order: D, C, B, A).
_WEIGHTS = [0.1, 0.2, 0.5, 1.0]


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
    words = _words(search)
    if not words:
        rows = Destination.objects.order_by("province", "city", "district", "village", "pk")
        return DestinationPage(_loaded(rows, offset, limit), rows.count())
    matching = _matching(words)
    total = matching.order_by()[:MOST_COUNTED].count()
    if not total:
        matching = _matching([corrected(word) for word in words])
        total = matching.order_by()[:MOST_COUNTED].count()
    return DestinationPage(_loaded(matching, offset, limit) if total else [], total)


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


def province_names() -> list[str]:
    """All provinces that have destinations, by name."""
    return list(Destination.objects.order_by("province").values_list("province", flat=True).distinct())


def origin_list(search: str, *, limit: int = 50) -> list[tuple[str, str]]:
    """Origin codes with a place they stand for, found by the beginning of the code or by place."""
    code = search.strip().upper()[:10]
    rows = Destination.objects.all()
    if code:
        by_code = rows.filter(origin_code__startswith=code)
        rows = by_code if by_code.exists() else _matching(_words(search) or [code.lower()])
    pairs = (
        rows.order_by("origin_code", "pk").distinct("origin_code").values_list("origin_code", "city")[:limit]
    )
    return list(pairs)


def _words(search: str) -> list[str]:
    return [word.lower()[:LONGEST_WORD] for word in _WORDS.findall(search)][:MOST_WORDS]


def _matching(words: list[str]) -> QuerySet[Destination]:
    wanted = [word for word in words if word not in _TITLES] or words
    beginnings = _query(" & ".join(f"{word}:*" for word in wanted))
    rows = Destination.objects.filter(search=beginnings)
    if max(map(len, wanted)) < SHORTEST_RANKED:
        # One letter begins half the country: no order is better than another, and ranking is slow.
        return rows.order_by("pk")
    # A whole word counts twice, as itself and as a beginning. Ties go by length, not by name:
    # comparing names by the rules of a language costs more than everything else together.
    better = _query(" | ".join([*words, *(f"{word}:*" for word in wanted)]))
    rank = SearchRank(F("search"), better, weights=_WEIGHTS)
    return rows.annotate(rank=rank).order_by("-rank", Length("village"), "pk")


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, search_type="raw", config="simple")


def _loaded(rows: QuerySet[Destination], offset: int, limit: int) -> list[Destination]:
    return list(rows.defer("search")[offset : offset + limit])
