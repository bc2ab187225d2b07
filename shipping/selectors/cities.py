from zlib import crc32

from django.db.models import Q

from accounts.ports import City
from shipping.models import Destination


def find_cities(words: str, *, limit: int) -> list[City]:
    """Cities and regencies whose text has all these words, by name. One query.

    The code follows from the text, so it survives a reload of the regions.
    """
    wanted = Q()
    for word in words.split()[:8]:
        wanted &= Q(city__icontains=word.strip(",")) | Q(province__icontains=word.strip(","))
    rows = Destination.objects.filter(wanted).order_by("city", "province").distinct()
    texts = (f"{city}, {province}" for city, province in rows.values_list("city", "province")[:limit])
    return [City(code=str(crc32(text.encode())), text=text) for text in texts]
