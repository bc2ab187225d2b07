"""Cases of the shipping app."""

from tests.contract.case import Case

CASES: list[Case] = []
