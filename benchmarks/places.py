"""Searches of places at full size, as sellers type them."""

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shipping.models import Destination
from shipping.selectors.destinations import destination_page
from shipping.services import load_regions

if TYPE_CHECKING:
    from benchmarks.report import Report

ROUNDS = 10
# Letter by letter, words in any order, zips, generic words that match thousands, and misspelt ones.
TYPED = (
    *("s", "su", "suk", "suka", "sukam", "sukamaju", "sukamaju cilodong"),
    *("ka", "ban", "bandu", "bandung", "bandung wetan", "cihapit", "wetan cihap"),
    *("jakarta selatan", "kebon jeruk", "tanjung", "tanjung priok", "barat", "kelurahan si", "ka ba"),
    *("40114", "401", "cihpait", "surabya", "bandugn"),
)


def measure_places(report: "Report") -> None:
    """From the typed text to rows, in this process."""
    load_regions(settings.AREA_DATA_DIR)
    for text in TYPED:
        destination_page(text, limit=20)
    times, queries = [], 0
    for text in TYPED:
        with CaptureQueriesContext(connection) as captured:
            destination_page(text, limit=20)
        queries = max(queries, len(captured))
        for _ in range(ROUNDS):
            started = time.perf_counter()
            destination_page(text, limit=20)
            times.append(1000 * (time.perf_counter() - started))
    times.sort()
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"search in {Destination.objects.count()} places, {len(TYPED)} texts: at most {queries} queries,"
        f" p50 {p50:.1f} ms, p95 {p95:.1f} ms"
    )
    report.budget("place search p95 under 50 ms", holds=p95 < 50)
