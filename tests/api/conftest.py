from collections.abc import Iterator

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from tests.api.operations import Counted, CountedResumable, Refuse


@pytest.fixture
def edge(settings: Settings) -> APIClient:
    """A caller of the operations in `tests/api/operations.py`; what breaks becomes an answer."""
    settings.ROOT_URLCONF = "tests.api.operations"
    return APIClient(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    before = Refuse.error
    Counted.runs = CountedResumable.runs = 0
    yield
    Refuse.error = before
    Counted.fails_with = None
