"""Ask a rule of the database, and keep what it found."""

import time
from dataclasses import dataclass
from typing import Any

from django.db import connection

from finance.ports import ProofRule

SHOWN_OFFENDERS = 10
_FIRST_OFFENDERS = "SELECT label, count(*) OVER () FROM ({sql}) broken ORDER BY label LIMIT {most}"


@dataclass(frozen=True, slots=True)
class ProofCheck:
    """`broken` rows break the rule; `offenders` names the first of them."""

    name: str
    broken: int
    offenders: tuple[str, ...]
    elapsed_ms: int = 0

    @property
    def is_true(self) -> bool:
        return self.broken == 0


@dataclass(frozen=True, slots=True)
class ProofReport:
    """What was read, and the verdict on each rule."""

    entries: int
    postings: int
    parcels: int
    checks: tuple[ProofCheck, ...]

    @property
    def is_true(self) -> bool:
        return all(check.is_true for check in self.checks)

    @property
    def broken(self) -> tuple[ProofCheck, ...]:
        return tuple(check for check in self.checks if not check.is_true)


def ask(rule: ProofRule, **values: Any) -> ProofCheck:
    """One statement, so that it sees the books at one moment, whatever is posted meanwhile."""
    started = time.perf_counter_ns()
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_OFFENDERS.format(sql=rule.sql, most=SHOWN_OFFENDERS), {**rule.values, **values})
        rows = cursor.fetchall()
    return ProofCheck(
        name=rule.name,
        broken=rows[0][1] if rows else 0,
        offenders=tuple(str(row[0]) for row in rows),
        elapsed_ms=(time.perf_counter_ns() - started) // 1_000_000,
    )
