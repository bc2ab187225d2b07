"""The closing line: it counts rows, not tests, and one failure takes a row out."""

import pytest

from tests.contract.report import PROOF, ROW, Ledger


def report(row: str | None, outcome: str, test: str = PROOF) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid=f"tests/contract/test_operations.py::{test}[{row}]",
        location=("", 0, ""),
        keywords={},
        outcome=outcome,  # type: ignore[arg-type]
        longrepr=None,
        when="call",
        user_properties=[(ROW, row)] if row else [],
    )


def test_rows_are_counted_by_kind() -> None:
    ledger = Ledger()
    for row in ("accounts.login", "accounts.logout", "accounts.komtim_login"):
        ledger.pytest_runtest_logreport(report(row, "passed"))
        ledger.pytest_runtest_logreport(report(row, "passed", "test_bad_input_is_refused_in_words"))
    assert ledger.line() == "contract: 2/156 written, 1/204 client, 0 failing"


def test_one_failure_takes_a_row_out() -> None:
    ledger = Ledger()
    ledger.pytest_runtest_logreport(report("accounts.login", "passed"))
    ledger.pytest_runtest_logreport(report("accounts.login", "failed", "test_bad_input_is_refused_in_words"))
    assert ledger.line() == "contract: 0/156 written, 0/204 client, 1 failing"


def test_a_refusal_alone_proves_nothing() -> None:
    ledger = Ledger()
    ledger.pytest_runtest_logreport(report("accounts.login", "passed", "test_a_broken_body_is_refused"))
    assert ledger.line() == "contract: 0/156 written, 0/204 client, 0 failing"


def test_a_failure_of_no_row_counts() -> None:
    ledger = Ledger()
    ledger.pytest_runtest_logreport(report(None, "failed"))
    assert ledger.line() == "contract: 0/156 written, 0/204 client, 1 failing"
