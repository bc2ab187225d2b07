"""Cases of the finance app."""

from tests.contract.case import Case

CASES: list[Case] = []
