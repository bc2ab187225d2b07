"""Words of place names, and the one a mistyped word was probably meant to be."""

from bisect import bisect_left
from contextlib import suppress
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from komship.lib.lazy import lazy

if TYPE_CHECKING:
    from rapidfuzz import fuzz, process
else:
    fuzz, process = lazy("rapidfuzz.fuzz"), lazy("rapidfuzz.process")

KEPT_FOR_S = 24 * 3_600
SIMILAR_ENOUGH = 75
SHORTEST = 4

_KEY = "shipping:place_words"
_WORDS_SQL = "SELECT word FROM ts_stat('SELECT search FROM shipping_destination')"


def corrected(words: list[str]) -> list[str]:
    """The words, each that begins no place word replaced by the most similar one, if one is similar."""
    if all(len(word) < SHORTEST or word.isdigit() for word in words):
        return words
    known = place_words()
    return [_corrected(word, known) for word in words]


def _corrected(word: str, known: list[str]) -> str:
    if len(word) < SHORTEST or word.isdigit() or _begins_one(word, known):
        return word
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH)
    return found[0] if found else word


def _begins_one(word: str, known: list[str]) -> bool:
    place = bisect_left(known, word)
    return place < len(known) and known[place].startswith(word)


def place_words() -> list[str]:
    """Every word of a place name, in order. Read from the search index once a day."""
    try:
        kept: str | None = cache.get(_KEY)
    except RedisError:
        kept = None
    return kept.split() if kept else renew_place_words()


def renew_place_words() -> list[str]:
    """Read the words anew; loading places does, so that nobody who searches waits for it."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS_SQL)
        words = sorted(row[0] for row in cursor.fetchall() if not row[0].isdigit())
    with suppress(RedisError):
        # One text: unpickling a list of 40,000 words takes longer than splitting it.
        cache.set(_KEY, " ".join(words), timeout=KEPT_FOR_S)
    return words
