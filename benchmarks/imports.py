"""Orders from a file: a thousand lines looked up and priced, then stored."""

import csv
import io
import time
from typing import TYPE_CHECKING

from accounts.models import Partner, PartnerSettings
from komship.core.audit import Actor
from komship.core.outbox import deliver_due
from orders.models import OrderImport, OrderImportRow
from orders.services.check_order_file import OrderFile, check_order_file
from orders.services.start_order_import import start_order_import
from orders.sheet.columns import TITLES
from orders.states import ImportRowState
from products.models import Stock, Variant

if TYPE_CHECKING:
    from benchmarks.report import Report

ROWS = 1_000
PLACES = (
    {"place": "Cihapit, Bandung Wetan, Bandung"},
    {"place": "Gambir, Jakarta Pusat"},
    {"place": "Bandung Wetan, Bandung"},
    {"postal_code": "40115"},
)


def measure_imports(report: "Report") -> None:
    """One worker process does all of it; the couriers' prices are in the cache when the clock starts."""
    partner = Partner.objects.select_related("settings").get(owner__username="siti")
    PartnerSettings.objects.filter(partner=partner).update(mass_order=True, tracking_sales=False)
    partner.settings.refresh_from_db()
    Stock.objects.for_partner(partner.pk).update(on_hand=100_000)
    # The first file of another day fills the cache of tariffs.
    _run(partner, rows=len(PLACES) * 5, phone=0)
    parsed, checked, stored = _run(partner, rows=ROWS, phone=1_000)
    spent = parsed + checked + stored
    print(
        f"{ROWS} orders from a file: read in {parsed:.1f} s, checked in {checked:.1f} s"
        f" ({ROWS / checked:.0f} rows/s), stored in {stored:.1f} s ({ROWS / stored:.0f} rows/s)"
    )
    report.budget("import rows per second: at least 17, a thousand in a minute", holds=spent < 60)


def _run(partner: Partner, *, rows: int, phone: int) -> tuple[float, float, float]:
    """Seconds to read, to check and to store a file of this many orders."""
    actor = Actor(user_id=partner.owner_id, label="bench", channel="bench")
    file = OrderFile("bench.csv", _file(partner, rows, phone))
    marks = [time.perf_counter()]
    work = check_order_file(partner, file, user_id=partner.owner_id, actor=actor)
    marks.append(time.perf_counter())
    _work_off(work, ImportRowState.READY)
    marks.append(time.perf_counter())
    start_order_import(partner, work.pk, actor=actor)
    _work_off(work, ImportRowState.STORED)
    marks.append(time.perf_counter())
    return marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2]


def _work_off(work: OrderImport, wanted: ImportRowState) -> None:
    while deliver_due("bulk"):
        pass
    left = OrderImportRow.objects.filter(order_import=work).exclude(state=wanted).first()
    if left is not None:
        raise RuntimeError(f"row {left.line} is {left.state}: {left.faults}")


def _file(partner: Partner, rows: int, phone: int) -> bytes:
    """Every order for another buyer; articles, places and methods take turns."""
    variants = Variant.objects.for_partner(partner.pk).sellable().select_related("product")[:50]
    articles = [{"product": row.product.name, "variant": row.name} for row in variants]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(TITLES.values())
    for number in range(rows):
        cells = {
            "name": f"Ayu Lestari {number}",
            "phone": f"0812{phone + number:08d}",
            "address": "Jl. Anggrek No. 12, RT 01 RW 02",
            "quantity": "1",
            "method": "COD",
            "courier": "JNE Reguler",
            **articles[number % len(articles)],
            **PLACES[number % len(PLACES)],
        }
        writer.writerow(cells.get(key, "") for key in TITLES)
    return out.getvalue().encode()
