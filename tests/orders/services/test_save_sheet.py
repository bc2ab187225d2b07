import pytest

from orders.errors import MassOrdersOff, SheetMoved
from orders.models import OrderSheet
from orders.services.save_sheet import save_sheet
from tests.factories.accounts import make_staff
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


def test_what_somebody_else_typed_meanwhile_is_not_overwritten(market: Market) -> None:
    partner, owner = seller(market), market.partner.owner
    other = make_staff("citra", partner)
    seen = save_sheet(partner, [{"name": "Ayu"}], user_id=owner.pk).saved_at
    newer = save_sheet(partner, [{"name": "Bimo"}], user_id=owner.pk, seen=seen).saved_at
    # Her own older page, on another phone, is hers to overwrite with.
    save_sheet(partner, [{"name": "Citra"}], user_id=owner.pk, seen=seen)
    with pytest.raises(SheetMoved, match=f"baru diubah {owner.full_name}"):
        save_sheet(partner, [{"name": "Dian"}], user_id=other.pk, seen=newer)
    assert [row["cells"] for row in OrderSheet.objects.get().rows] == [{"name": "Citra"}]
    save_sheet(partner, [{"name": "Dian"}], user_id=other.pk, seen=OrderSheet.objects.get().saved_at)
    save_sheet(partner, [{"name": "Eka"}], user_id=owner.pk)
    assert [row["cells"] for row in OrderSheet.objects.get().rows] == [{"name": "Eka"}]
