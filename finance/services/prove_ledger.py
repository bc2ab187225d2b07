"""Prove the books, keep the result, and be loud when they are not right."""

import logging
import time
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import LedgerSeal, ProofFinding, ProofRun
from finance.selectors.proof import ProofCheck, ProofReport, ask, whole_proof
from finance.selectors.proof.seals import KEPT_ELSEWHERE
from finance.services.seal_ledger import seal_ledger
from komship.lib import clock
from komship.lib.errors import InvalidInput

logger = logging.getLogger(__name__)

# Of a seal's number.
MOST_DIGITS = 18


def prove_ledger(*, known_heads: Sequence[str] = (), is_nightly: bool = False) -> ProofRun:
    """Seal, ask every rule, and store what was found. Reads the whole ledger, locks nothing.

    `known_heads` are heads of the chain that were kept elsewhere (`number:digest`): each must still be in
    it. A broken rule is logged as an error, with the first offenders. Raises InvalidInput for a head
    that is none.
    """
    heads = [_parse(head) for head in known_heads]
    started_at, started = clock.now(), time.perf_counter_ns()
    seal_ledger()
    with transaction.atomic():
        report = whole_proof()
        checks = [*report.checks, *_ask_for(heads)]
        newest = LedgerSeal.objects.order_by("-number").first()
        run = ProofRun.objects.create(
            started_at=started_at,
            elapsed_ms=(time.perf_counter_ns() - started) // 1_000_000,
            is_nightly=is_nightly,
            is_true=all(check.is_true for check in checks),
            entries=report.entries,
            postings=report.postings,
            parcels=report.parcels,
            seal_head=newest.head if newest else "",
        )
        ProofFinding.objects.bulk_create(_finding(run, check) for check in checks)
    _tell(run, report, checks)
    return run


def _parse(head: str) -> tuple[int, str]:
    number, _colon, digest = head.strip().partition(":")
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS and digest):
        raise InvalidInput(_("Tulis segel sebagai nomor:sidik."), head=head)
    return int(number), digest.lower()


def _ask_for(heads: Sequence[tuple[int, str]]) -> list[ProofCheck]:
    if not heads:
        return []
    numbers, digests = zip(*heads, strict=True)
    return [ask(KEPT_ELSEWHERE, numbers=list(numbers), digests=list(digests))]


def _finding(run: ProofRun, check: ProofCheck) -> ProofFinding:
    return ProofFinding(
        run=run,
        rule=check.name,
        broken=check.broken,
        offenders=list(check.offenders),
        elapsed_ms=check.elapsed_ms,
    )


def _tell(run: ProofRun, report: ProofReport, checks: Sequence[ProofCheck]) -> None:
    for check in checks:
        if not check.is_true:
            logger.error(
                "THE BOOKS ARE NOT RIGHT: %s: %d offenders (%s)",
                check.name,
                check.broken,
                ", ".join(check.offenders),
            )
    if run.is_true:
        logger.info(
            "books proved: %d entries, %d postings, %d parcels in %d ms, head %s",
            report.entries,
            report.postings,
            report.parcels,
            run.elapsed_ms,
            run.seal_head,
        )
