"""Cases of the tickets app."""

from tests.contract.case import Case

CASES: list[Case] = []
