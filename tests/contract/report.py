"""Counts operations by their tests and says in one line where the contract stands."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pytest

from tests.contract.rows import Row, catalogue, totals

ROW = "contract_row"
# The test without which a row has proven nothing.
PROOF = "test_answers_in_the_shape_clients_read"


@dataclass(eq=False)
class Ledger:
    """A pytest plugin: collects outcomes per row, and failures that belong to no row."""

    outcomes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    proven: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        row = dict(report.user_properties).get(ROW)
        if isinstance(row, str):
            self.outcomes[row][report.outcome] += 1
            if report.passed and PROOF in report.nodeid:
                self.proven.add(row)
        elif report.failed:
            self.others.add(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.others.add(report.nodeid)

    @property
    def failing(self) -> int:
        return sum(bool(counts["failed"]) for counts in self.outcomes.values()) + len(self.others)

    def passing(self) -> Counter[str]:
        """Proven rows without a failure, by kind."""
        rows = catalogue()
        return Counter(rows[name].kind for name in self.proven if not self.outcomes[name]["failed"])

    def line(self) -> str:
        passing, every = self.passing(), totals()
        kinds = ", ".join(f"{passing[kind]}/{every[kind]} {kind}" for kind in ("written", "client"))
        return f"contract: {kinds}, {self.failing} failing"


def missing_lines(rows: list[Row]) -> list[str]:
    return [f"missing: {row.id:45} {row.method:6} {row.path}" for row in rows]
