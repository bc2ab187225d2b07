import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet

from shipping.errors import DestinationNotFound
from shipping.models import Destination

_WORDS = re.compile(r"[^\W_]+")
MOST_WORDS = 8
LONGEST_WORD = 40
# Words people put before names that the names themselves do not carry.
_TITLES = frozenset({"kel", "kelurahan", "desa", "ds", "kec", "kecamatan", "kab", "kabupaten", "kota"})


@dataclass(frozen=True)
class DestinationPage:
    rows: list[Destination]
    total: int


def destination_page(search: str, *, offset: int = 0, limit: int = 20) -> DestinationPage:
    """Destinations of which every typed word begins a word of village, district or city, or the zip.

    Best first: whole words before beginnings, villages before districts before cities. Typing less
    than a word gives nothing. Two queries.
    """
    rows = _matching(search)
    if rows is None:
        return DestinationPage([], 0)
    return DestinationPage(rows=list(rows[offset : offset + limit]), total=rows.count())


def destination_detail(destination_id: int) -> Destination | None:
    """One destination, None when there is no such id."""
    return Destination.objects.filter(pk=destination_id).first()


def destination_by_zip(postal_code: str) -> Destination:
    """The first destination of a zip code. Raises DestinationNotFound."""
    row = Destination.objects.filter(
        search=SearchQuery(postal_code, config="simple"), postal_code=postal_code
    )
    found = row.order_by("pk").first()
    if found is None:
        raise DestinationNotFound
    return found


def province_names() -> list[str]:
    """All provinces that have destinations, by name."""
    names = Destination.objects.order_by("province").values_list("province", flat=True).distinct()
    return list(names)


def origin_list(search: str, *, limit: int = 50) -> list[tuple[str, str]]:
    """Origin codes with the place they stand for, found by code or by place."""
    text = search.strip()
    rows = Destination.objects.all()
    if text:
        matching = _matching(text)
        by_code = rows.filter(origin_code__istartswith=text[:10])
        rows = by_code if matching is None or by_code.exists() else matching
    pairs = rows.order_by("origin_code", "city").values_list("origin_code", "city").distinct("origin_code")
    return [(code, city) for code, city in pairs[:limit]]


def _matching(search: str) -> QuerySet[Destination] | None:
    words = [word.lower()[:LONGEST_WORD] for word in _WORDS.findall(search)]
    wanted = [word for word in words if word not in _TITLES][:MOST_WORDS]
    if not wanted:
        return None
    beginnings = SearchQuery(" & ".join(f"{word}:*" for word in wanted), search_type="raw", config="simple")
    whole = SearchQuery(" | ".join(wanted), search_type="raw", config="simple")
    return (
        Destination.objects.filter(search=beginnings)
        .annotate(
            rank=SearchRank(F("search"), whole, weights=_WEIGHTS)
            + SearchRank(F("search"), beginnings, weights=_WEIGHTS)
        )
        .order_by("-rank", "village", "district", "pk")
    )


_WEIGHTS = [0.1, 0.2, 0.5, 1.0]
