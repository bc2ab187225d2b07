"""The catalogue, the URLs and the cases must tell the same story."""

import re

import pytest

from komship.settings.environment import ROOT
from tests.contract.census import MODULES, cases
from tests.contract.own import OWN
from tests.contract.rows import Row, catalogue, totals
from tests.contract.shapes import shape_of
from tests.contract.urls import Operation, is_served, operations, row_of

ROWS = list(catalogue().values())


def test_every_operation_is_filed_once() -> None:
    assert totals() == {"written": 156, "client": 204}
    calls = [(row.method, path) for row in ROWS for path in (row.path, *row.aliases)]
    assert len(set(calls)) == len(calls)


def test_every_row_can_be_read() -> None:
    for row in ROWS:
        shape_of(row)
        names = re.findall(r"{(\w+)}", row.path)
        assert set(names) == set(row.path_values), row.id
        assert any(200 <= code < 300 for code in row.codes), row.id


@pytest.mark.parametrize("operation", operations(), ids=str)
def test_every_url_is_in_the_catalogue_or_declared_our_own(operation: Operation) -> None:
    assert (row_of(operation) is None) == ((operation.method, operation.route) in OWN)


def test_our_own_operations_are_served_and_proven() -> None:
    served = {(operation.method, operation.route) for operation in operations()}
    assert set(OWN) <= served
    assert all((ROOT / own.proof).is_file() and own.caller for own in OWN.values())


def test_a_url_outside_the_catalogue_is_seen() -> None:
    assert row_of(Operation("GET", "/api/v1/no-such-thing")) is None
    assert row_of(Operation("PATCH", "/api/v1/address")) is None


@pytest.mark.parametrize("row", [row for row in ROWS if is_served(row)], ids=lambda row: row.id)
def test_every_built_operation_is_filed_and_has_a_case(row: Row) -> None:
    assert row.is_filed, "file what clients read of it (client_keys)"
    assert row.id in cases(), "built, but nothing proves it"
    assert cases()[row.id].bad or not row.takes_input, "takes input, but no bad input is tried"


def test_an_operation_without_a_url_is_not_served() -> None:
    row = catalogue()["accounts.login"]
    assert is_served(row)
    assert not is_served(row, "/v1/no-such-thing")


def test_cases_live_with_their_app() -> None:
    for module in MODULES:
        app = module.__name__.rpartition(".")[2]
        assert {catalogue()[case.row].app for case in module.CASES} <= {app}
