"""Cases of the notifications app."""

from tests.contract.case import Case

CASES: list[Case] = []
