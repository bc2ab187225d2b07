from dataclasses import replace

import pytest

from accounts.models import Warehouse
from orders.errors import NoSuchDestination, NoSuchWarehouse, WarehouseIncomplete
from orders.services.ask_sheet_couriers import SheetParcel, ask_sheet_couriers
from shipping.models import NoCodArea, Quote
from tests.factories.order_sheets import seller
from tests.factories.orders import Market
from tests.factories.shipping import place


@pytest.fixture
def parcel(market: Market) -> SheetParcel:
    return SheetParcel(market.warehouse.name.upper(), "40114", weight_g=750, is_cod=True)


def test_what_can_carry_it_by_the_names_of_sheets(market: Market, parcel: SheetParcel) -> None:
    assert ask_sheet_couriers(seller(market), parcel) == ["JNE Reguler"]
    assert ask_sheet_couriers(seller(market), replace(parcel, weight_g=12_000)) == [
        "JNE Reguler",
        "JNE Cargo",
    ]
    assert not Quote.objects.exists()


def test_nothing_where_no_cash_is_collected(market: Market, parcel: SheetParcel) -> None:
    jne = market.partner.courier_switches.get().courier
    NoCodArea.objects.create(courier=jne, tariff_code=place("Cihapit").tariff_code)
    assert ask_sheet_couriers(seller(market), parcel) == []
    assert ask_sheet_couriers(seller(market), replace(parcel, is_cod=False)) == ["JNE Reguler"]


def test_places_that_are_not_there(market: Market, parcel: SheetParcel) -> None:
    with pytest.raises(NoSuchWarehouse):
        ask_sheet_couriers(seller(market), replace(parcel, warehouse_name="Gudang Rina"))
    with pytest.raises(NoSuchDestination):
        ask_sheet_couriers(seller(market), replace(parcel, postal_code="99999"))
    Warehouse.objects.update(origin_code="")
    with pytest.raises(WarehouseIncomplete):
        ask_sheet_couriers(seller(market), parcel)
