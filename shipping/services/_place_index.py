"""Places by what lists call them: a village, a district, or a whole city."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from shipping.rules.place_names import city_key, city_keys, district_key, village_key

T = TypeVar("T")


@dataclass
class PlaceIndex(Generic[T]):
    """Anything that belongs to a place, found by its names however they are written."""

    by_village: dict[tuple[str, str, str], list[T]] = field(default_factory=dict)
    by_district: dict[tuple[str, str], list[T]] = field(default_factory=dict)
    by_city: dict[str, list[T]] = field(default_factory=dict)

    def file(self, item: T, *, village: str, district: str, city: str) -> None:
        key = (village_key(village), district_key(district), city_key(city))
        self.by_village.setdefault(key, []).append(item)
        self.by_district.setdefault(key[1:], []).append(item)
        self.by_city.setdefault(key[2], []).append(item)

    def find(self, *, village: str, district: str, city: str) -> list[T]:
        """Items of the village, of the district when no village is named, else of the city."""
        wanted_village, wanted_district = village_key(village), district_key(district)
        for key in city_keys(city):
            if wanted_village:
                found = self.by_village.get((wanted_village, wanted_district, key))
            elif wanted_district:
                found = self.by_district.get((wanted_district, key))
            else:
                found = self.by_city.get(key)
            if found:
                return found
        return []
