"""Words of place names, and the one a mistyped word was probably meant to be."""

from contextlib import suppress

from django.core.cache import cache
from django.db import connection
from rapidfuzz import fuzz, process
from redis.exceptions import RedisError

KEPT_FOR_S = 3_600
SIMILAR_ENOUGH = 75
SHORTEST = 4

_KEY = "shipping:place_words"
_WORDS_SQL = "SELECT word FROM ts_stat('SELECT search FROM shipping_destination')"


def corrected(word: str) -> str:
    """The place word most like this one; the word itself when it begins one, or nothing is like it."""
    words = place_words()
    if len(word) < SHORTEST or word.isdigit() or any(known.startswith(word) for known in words):
        return word
    found = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH)
    return found[0] if found else word


def place_words() -> list[str]:
    """Every word of a place name. Read from the index once an hour."""
    try:
        kept: list[str] | None = cache.get(_KEY)
    except RedisError:
        kept = None
    if kept:
        return kept
    with connection.cursor() as cursor:
        cursor.execute(_WORDS_SQL)
        words = sorted(row[0] for row in cursor.fetchall() if not row[0].isdigit())
    with suppress(RedisError):
        cache.set(_KEY, words, timeout=KEPT_FOR_S)
    return words
