"""All cases by row, and which rows wait for a URL or for a case."""

from collections.abc import Mapping
from functools import lru_cache

from tests.contract.case import Case
from tests.contract.cases import accounts, finance, notifications, orders, products, shipping, tickets
from tests.contract.rows import Row, catalogue
from tests.contract.urls import is_served

MODULES = (accounts, products, shipping, orders, finance, tickets, notifications)


@lru_cache(maxsize=1)
def cases() -> Mapping[str, Case]:
    found: dict[str, Case] = {}
    for module in MODULES:
        for case in module.CASES:
            assert case.row not in found, f"two cases for {case.row}"
            assert case.row in catalogue(), f"{case.row} is not in the catalogue"
            found[case.row] = case
    return found


def served_cases() -> list[Case]:
    """Cases of operations that have a URL; others wait until theirs is built."""
    return [case for case in cases().values() if is_served(catalogue()[case.row])]


def missing() -> list[Row]:
    return [row for row in catalogue().values() if not is_served(row)]
