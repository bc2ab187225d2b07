"""`python -m tests.contract [pytest options]`: all cases, what is missing, and one line at the end."""

import sys
from importlib import import_module

import pytest
from django.apps import apps

from tests.contract.report import Ledger, missing_lines


def main() -> int:
    ledger = Ledger()
    options = ["tests/contract", "-q", "--no-header", "--tb=short", *sys.argv[1:]]
    code = pytest.main(options, plugins=[ledger])
    # Pytest has started Django by now (unless it failed at that); before, the URLs cannot be read.
    missing = missing_lines(import_module("tests.contract.census").missing()) if apps.ready else []
    print("\n".join([*missing, ledger.line()]))  # noqa: T201
    return 1 if ledger.failing else int(code)


if __name__ == "__main__":
    sys.exit(main())
