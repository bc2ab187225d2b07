"""Cases of the orders app."""

from tests.contract.case import Case

CASES: list[Case] = []
