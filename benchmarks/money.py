"""The ledger at a million orders and ten million postings: proving it, posting to it, reading from it."""

import time
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.models import Partner
from benchmarks.ledger import add_parcels, give_money_to_orders, postings_in_all
from benchmarks.server import Server
from benchmarks.visitor import ask, queries_of, visitor
from finance import rules
from finance.services import deliver_parcel, open_parcel, prove_ledger, seal_ledger, ship_parcel
from finance.states import PaymentMethod
from finance.terms import ParcelTerms
from komship.lib import clock
from orders.models import Order

if TYPE_CHECKING:
    from benchmarks.report import Report

MOST_PROOF_S = 60
MOST_P95_MS = 150
# Ten million postings at a million orders. What is added are delivered parcels, mostly COD with six each.
POSTINGS_OF_AN_ORDER = 10
POSTINGS_OF_TWO_PARCELS = 11
SETTLEMENTS = 500


def measure_money(report: "Report", server: Server, *, username: str) -> None:
    """Prove all orders of the house, settle some more, then read one seller's lists amid all postings.

    Only what comes before the settlements can be proved: the parcels after them are no orders'.
    """
    orders = Order.objects.count()
    started = time.perf_counter()
    give_money_to_orders()
    spent = time.perf_counter() - started
    report.title(f"Money of {orders} orders: {postings_in_all()} postings, filled in {spent:.0f} s")
    _measure_proof(report, orders)
    _measure_settlements(report, Partner.objects.get(owner__username=username))
    missing = POSTINGS_OF_AN_ORDER * orders - postings_in_all()
    if missing > 0:
        add_parcels(2 * missing // POSTINGS_OF_TWO_PARCELS)
    report.title(f"Money lists of a seller amid {postings_in_all()} postings")
    _measure_lists(report, server, username)


def _measure_proof(report: "Report", orders: int) -> None:
    started = time.perf_counter()
    seals = seal_ledger()
    print(f"{'sealed, from nothing':<46}{time.perf_counter() - started:8.2f} s for {seals} seals", flush=True)
    run = prove_ledger()
    for finding in run.findings.order_by("-elapsed_ms"):
        print(f"    {finding.elapsed_ms:6} ms  {finding.rule}", flush=True)
        for offender in finding.offenders:
            print(f"               BROKEN {offender}", flush=True)
    print(f"{'prove_ledger':<46}{run.elapsed_ms / 1000:8.2f} s for {run.entries} entries", flush=True)
    report.budget(f"the books of {orders} orders are proved", holds=run.is_true)
    report.budget(f"prove_ledger in less than {MOST_PROOF_S} s", holds=run.elapsed_ms < MOST_PROOF_S * 1000)


def _measure_settlements(report: "Report", partner: Partner) -> None:
    """One process, a transaction each: what a worker that follows parcels spends on their money."""
    references = [f"BENCH{number}" for number in range(SETTLEMENTS)]
    with transaction.atomic():
        for reference in references:
            open_parcel(_terms(partner, reference))
            ship_parcel(reference)
    started = time.perf_counter()
    for reference in references:
        with transaction.atomic():
            deliver_parcel(reference, delivered_at=clock.now())
    spent = time.perf_counter() - started
    print(f"{'settlements of one seller, one process':<46}{SETTLEMENTS / spent:8.1f} /s", flush=True)
    report.budget("at least 50 settlements a second", holds=spent < SETTLEMENTS / 50)


def _terms(partner: Partner, reference: str) -> ParcelTerms:
    fee_rp = rules.cod_fee(114_000, 280)
    return ParcelTerms(
        reference=reference,
        partner_id=partner.pk,
        method=PaymentMethod.COD,
        goods_rp=100_000,
        collect_rp=114_000,
        shipping_rp=14_000,
        cashback_rp=3_500,
        cod_fee_rp=fee_rp,
        cod_fee_vat_rp=rules.vat_share(fee_rp, 1_100),
        net_rp=100_308,
    )


def _measure_lists(report: "Report", server: Server, username: str) -> None:
    who = visitor(username)
    today = clock.today()
    partner = f"partner_id={who.partner.pk}"
    rows = f"order-transaction-balance?{partner}&limits=50"
    month = f"start_date={today.replace(day=1):%Y-%m-%d}&end_date={today:%Y-%m-%d}"
    paths = {
        "balance summary": f"/api/v1/dashboard/partner/balanceSummary?{partner}",
        "transaction list v1": f"/api/v1/partner/{rows}&page=1",
        "transaction list v2": f"/api/v2/partner/{rows}&page=1",
        "transaction list v2, page 100": f"/api/v2/partner/{rows}&page=100",
        "transaction list v2, this month": f"/api/v2/partner/{rows}&page=1&{month}",
        "page /keuangan/": "/keuangan/",
    }
    for name, path in paths.items():
        result = ask(server, path, who)
        report.row(name, result, queries=queries_of(("GET", path, None), who))
        report.budget(f"p95 under {MOST_P95_MS} ms", holds=result.p95_ms < MOST_P95_MS)
