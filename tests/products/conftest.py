"""Siti's products in her two own warehouses and a rented one, beside Rina's shop."""

import pytest

from accounts.models import Warehouse
from accounts.states import WarehouseKind
from komship.core import subscriptions
from products.events import VariantsRetired
from products.models import Product
from tests.arranged import arranged
from tests.factories.accounts import Shop, make_warehouse
from tests.factories.products import colour_and_size_draft, make_product


@pytest.fixture
def jakarta(siti_warehouse: Warehouse) -> Warehouse:
    return siti_warehouse


@pytest.fixture
def bandung(siti_second_warehouse: Warehouse) -> Warehouse:
    return siti_second_warehouse


@pytest.fixture
def rented(jakarta: Warehouse) -> Warehouse:
    """A place in somebody else's warehouse."""
    warehouse = make_warehouse(jakarta.partner, "Gudang Mitra")
    Warehouse.objects.filter(pk=warehouse.pk).update(kind=WarehouseKind.FULFILMENT)
    warehouse.refresh_from_db()
    return warehouse


@pytest.fixture
def foreign(rina_warehouse: Warehouse) -> Warehouse:
    return rina_warehouse


@arranged
def jilbab(siti_shop: Shop, siti_warehouse: Warehouse) -> Product:
    """Ten pieces without variants in Jakarta."""
    return make_product(siti_shop.partner)


@arranged
def gamis(siti_shop: Shop, siti_warehouse: Warehouse) -> Product:
    """Colour and size: 5, 4, 3 and 2 pieces in Jakarta."""
    return make_product(siti_shop.partner, colour_and_size_draft())


@pytest.fixture
def somebody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The outbox keeps only events that have a handler; this one does nothing."""
    listener = subscriptions.Subscription("tests.listener", VariantsRetired, _ignore, "inside", "default")
    monkeypatch.setitem(subscriptions._by_topic, VariantsRetired.topic, [listener])


def _ignore(event: VariantsRetired) -> None:
    """Hears and does nothing."""
