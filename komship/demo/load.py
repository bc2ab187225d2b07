"""The demo data from nothing to proof."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection

from accounts.models import Partner
from komship.demo.cast import raise_the_curtain
from komship.demo.checks import all_checks
from komship.demo.past import DAYS, Author
from komship.demo.writing import write_past
from komship.lib import clock


def already_loaded() -> bool:
    """Whether anybody sells here."""
    return Partner.objects.exists()


def load_demo(*, orders: int) -> Iterator[str]:
    """Make the cast and `orders` orders of the last ninety days; yields what it did, line by line.

    Raises AssertionError when the result does not add up.
    """
    with clock.pretend(clock.now() - timedelta(days=DAYS + 1)):
        shops = raise_the_curtain()
    yield f"{len(shops)} shops, {sum(len(shop.variants) for shop in shops)} variants"
    author = Author(shops)
    past = list(author.orders(orders))
    write_past(shops, past)
    # The planner still believes the tables are empty, and the checks join all of them.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    yield f"{len(past)} orders"
    for check in all_checks():
        yield f"{'ok' if check.holds else 'BROKEN'}  {check.text}"
        if not check.holds:
            raise AssertionError(check.text)
