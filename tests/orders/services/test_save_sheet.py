import pytest

from orders.errors import MassOrdersOff
from orders.models import OrderSheet
from orders.services.save_sheet import save_sheet
from tests.factories.order_sheets import client_cells, seller
from tests.factories.orders import Market


def test_a_sheet_replaces_the_one_before(market: Market) -> None:
    partner, user_id = seller(market), market.partner.owner_id
    save_sheet(partner, [client_cells(market)] * 3, user_id=user_id)
    blank = {"name": "", "phone": ""}
    save_sheet(partner, [blank, client_cells(market), blank, blank], user_id=user_id)
    rows = OrderSheet.objects.get().rows
    assert rows == [{"cells": blank, "faults": []}, {"cells": client_cells(market), "faults": []}]


def test_only_for_sellers_who_switched_it_on(market: Market) -> None:
    partner = seller(market)
    partner.settings.mass_order = False
    with pytest.raises(MassOrdersOff):
        save_sheet(partner, [], user_id=market.partner.owner_id)
