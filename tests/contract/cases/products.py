"""Cases of the products app."""

from tests.contract.case import Case

CASES: list[Case] = []
