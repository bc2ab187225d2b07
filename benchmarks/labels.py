"""A thousand labels in one PDF."""

import time
from typing import TYPE_CHECKING

from benchmarks.house import BIG
from orders.models import Order
from orders.services.print_labels import PrintJob, print_labels
from shipping.rules.label_layouts import LabelLayout

if TYPE_CHECKING:
    from benchmarks.report import Report

LABELS = 1_000


def measure_labels(report: "Report") -> None:
    """From order numbers to PDF, database included."""
    orders = Order.objects.filter(partner__owner__username=BIG, shipment__awb__isnull=False)
    orders = orders.exclude(status="cancelled").order_by("-pk")
    rows = list(orders.values_list("pk", "partner_id")[:LABELS])
    job = PrintJob(
        partner_id=rows[0][1], order_ids=tuple(pk for pk, _ in rows), layout=LabelLayout.THERMAL_100X150
    )
    started = time.perf_counter()
    pdf = print_labels(job)
    spent = time.perf_counter() - started
    count = len(rows)
    print(f"{count} labels in one PDF: {spent:.2f} s, {len(pdf) / 2**20:.1f} MiB, {count / spent:.0f}/s")
    report.budget("1,000 labels under 3 s", holds=spent * LABELS / count < 3)
