"""Faulty lines of an import stand in the sheet again, once."""

import pytest

from accounts.models import PartnerSettings
from orders.errors import ImportNotFound, MassOrdersOff
from orders.models import OrderSheet
from orders.services.bring_back_lines import bring_back_lines
from orders.services.save_sheet import save_sheet
from tests.factories.order_sheets import ayu_buys, checked_file, seller
from tests.factories.orders import Market


def test_only_faulty_lines_and_each_once_behind_what_stands(market: Market) -> None:
    wrong = ayu_buys(market, phone="12")
    more = {"code": "A-1", "product": "Sarung", "quantity": "1"}
    work = checked_file(market, ayu_buys(market), wrong | {"code": "A-1"}, more)
    save_sheet(seller(market), [{"name": "Citra"}], user_id=market.partner.owner_id)
    for _twice in range(2):
        bring_back_lines(seller(market), work.pk, user_id=market.partner.owner_id)
    rows = OrderSheet.objects.get().rows
    assert [row["cells"] for row in rows] == [{"name": "Citra"}, wrong | {"code": "A-1"}, more]
    assert [bool(row["faults"]) for row in rows] == [False, True, True]


def test_a_stranger_and_a_switch_turned_off_get_nothing(market: Market) -> None:
    work = checked_file(market, ayu_buys(market, phone="12"))
    partner = seller(market)
    with pytest.raises(ImportNotFound):
        bring_back_lines(partner, work.pk + 1, user_id=partner.owner_id)
    PartnerSettings.objects.update(mass_order=False)
    partner.settings.refresh_from_db()
    with pytest.raises(MassOrdersOff):
        bring_back_lines(partner, work.pk, user_id=partner.owner_id)
    assert not OrderSheet.objects.exists()
