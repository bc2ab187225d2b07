"""A courier's statement of a hundred thousand lines: read, matched and booked."""

import csv
import io
import time
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Count
from openpyxl import Workbook

from accounts.models import Partner, User
from finance.models import Remittance, RemittanceFormat
from finance.remittance_sheet import read_sheet
from finance.services import (
    NewRemittance,
    Receipt,
    book_remittance,
    check_remittance,
    match_remittance,
    start_remittance_import,
)
from finance.services.read_remittance import read_remittance
from komship.core.audit import Actor
from komship.core.jobs import private_files
from komship.lib import clock

if TYPE_CHECKING:
    from benchmarks.report import Report

LINES = 100_000
PARCELS = 300_000
# In every thousand lines.
SHORT, COSTLY, UNKNOWN, TWICE, SLOW = 5, 4, 3, 2, 10
MISSING = 7
HEAD = ("AWB", "Nilai COD", "Biaya", "Tanggal")

# Delivered parcels as `deliver_parcel` leaves them, without their entries: nothing here reads those.
_PARCELS = """
INSERT INTO finance_parcelmoney
       (reference, partner_id, method, stage, is_problem, goods_rp, collect_rp, shipping_rp, cashback_rp,
        cod_fee_rp, cod_fee_vat_rp, net_rp, return_leg_rp, return_discount_bp, return_charge_rp, version,
        opened_at, delivered_at, stage_at, cnote, courier_name, courier_logo, order_status_text)
SELECT 'RECON' || n, %(partner_id)s, 'cod', 'delivered', false, 100000, 114000, 14000, 3500,
       3192, 316, 100308, 14000, 10000, 10500, 1, %(day)s,
       CASE WHEN n > %(asked)s THEN %(old)s ELSE %(day)s END, %(day)s,
       'RJ' || n, 'BENCH', '', ''
  FROM generate_series(1, %(parcels)s) n
"""


def measure_reconciliation(report: "Report") -> None:
    """One courier with its parcels, all of it undone afterwards: the ledger must not keep made-up parcels."""
    files: list[str] = []
    try:
        with transaction.atomic():
            _measure(report, files)
            transaction.set_rollback(True)
    finally:
        for name in files:
            private_files().delete(name)


def _measure(report: "Report", files: list[str]) -> None:
    form = _courier()
    user = User.objects.filter(is_superuser=True).first() or User.objects.earliest("pk")
    actor = Actor(user_id=user.pk, label="bench", channel="bench")
    content = _csv(_rows())
    marks = [time.perf_counter()]
    remittance = check_remittance(
        NewRemittance(
            format_id=form.pk,
            number="BENCH",
            period_until=clock.today() - timedelta(days=1),
            file_name="bench.csv",
            content=content,
        ),
        actor=actor,
    )
    files.append(remittance.file)
    start_remittance_import(remittance.pk, actor=actor)
    remittance = read_remittance(remittance.pk)
    _settle(marks)
    _require_right_kinds(remittance)
    match_remittance(remittance.pk, actor=actor)
    _settle(marks)
    receipt = Receipt(received_rp=remittance.promised_rp, received_on=clock.today(), bank_reference="BENCH")
    book_remittance(remittance.pk, receipt, actor=actor)
    _settle(marks)
    taken, again, booked = (after - before for before, after in pairwise(marks))
    print(
        f"statement of {LINES} lines against {PARCELS} parcels: taken in {taken:.1f} s"
        f" ({LINES / taken:.0f} lines/s), matched again {again:.1f} s, booked {booked:.1f} s",
        flush=True,
    )
    read = _xlsx_seconds(form)
    print(f"    the same as XLSX takes {read:.1f} s to read", flush=True)
    report.budget("a statement of 100,000 lines in under 60 s", holds=taken + read + booked < 60)


def _settle(marks: list[float]) -> None:
    """Foreign keys are checked at commit, which never comes here: they belong to the time all the same."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    marks.append(time.perf_counter())


def _courier() -> RemittanceFormat:
    now = clock.now()
    values: dict[str, Any] = {
        "partner_id": Partner.objects.earliest("pk").pk,
        "day": now - timedelta(days=5),
        "old": now - timedelta(days=90),
        "asked": LINES + MISSING,
        "parcels": PARCELS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PARCELS, values)
        cursor.execute("ANALYZE finance_parcelmoney")
    return RemittanceFormat.objects.create(
        name="BENCH",
        couriers=["BENCH"],
        awb_heading=HEAD[0],
        amount_heading=HEAD[1],
        fee_heading=HEAD[2],
        paid_on_heading=HEAD[3],
        starts_on=clock.today() - timedelta(days=30),
    )


def _rows() -> Iterable[tuple[str, int, int, str]]:
    """Line by line, with what is wrong planted in each thousand."""
    soon = f"{clock.today() - timedelta(days=3):%d/%m/%Y}"
    late = f"{clock.today():%d/%m/%Y}"
    for n in range(1, LINES + 1):
        place = n % 1000
        if place < SHORT:
            yield f"RJ{n}", 100_000, 2_500, soon
        elif place < SHORT + COSTLY:
            yield f"RJ{n}", 114_000, 5_000, soon
        elif place < SHORT + COSTLY + UNKNOWN:
            yield f"XX{n}", 114_000, 2_850, soon
        elif place < SHORT + COSTLY + UNKNOWN + TWICE:
            yield f"RJ{n + 500}", 114_000, 2_850, soon
        else:
            yield f"RJ{n}", 114_000, 2_850, late if place < 100 + SLOW and place >= 100 else soon


def _require_right_kinds(remittance: Remittance) -> None:
    counted = dict(remittance.lines.values_list("kind").annotate(n=Count("*")))
    thousands = LINES // 1000
    wanted = {
        "amount_differs": SHORT * thousands,
        "fee_differs": COSTLY * thousands,
        "unknown": UNKNOWN * thousands,
        "duplicate": TWICE * thousands,
        "late": SLOW * thousands,
    }
    wanted["matched"] = LINES - sum(wanted.values())
    # Of parcels whose line went wrong nobody has heard, either.
    missing = remittance.differences.filter(kind="missing").count()
    if counted != wanted or missing != MISSING + (UNKNOWN + TWICE) * thousands:
        raise RuntimeError(f"lines are {counted}, {missing} parcels missing; planted were {wanted}")


def _csv(rows: Iterable[tuple[str, int, int, str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode()


def _xlsx_seconds(form: RemittanceFormat) -> float:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEAD, *_rows()):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    started = time.perf_counter()
    if len(read_sheet(out.getvalue(), form.columns())) != LINES:
        raise RuntimeError("lines of the XLSX file were lost")
    return time.perf_counter() - started
