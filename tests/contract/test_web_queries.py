"""Every page of the dashboard costs the queries it is known for, with something to show on it."""

import pytest
from django.test import Client

from tests.contract.sending import new_client
from tests.contract.test_web_tenancy import PARAMETER, pages
from tests.contract.world import World
from tests.query_counts import QueryBudget

LISTS = [route for route in sorted(pages()) if not PARAMETER.search(route)]


@pytest.fixture
def siti(busy_world: World) -> Client:
    client = new_client()
    client.force_login(busy_world.siti.user)
    return client


@pytest.mark.parametrize("route", LISTS)
def test_a_page_costs_the_queries_it_is_known_for(
    route: str, siti: Client, query_budget: QueryBudget
) -> None:
    if siti.get(route).status_code != 200:
        # Doors for POST only, and pages that need a choice made elsewhere.
        return
    with query_budget(f"page {route}"):
        siti.get(route)
