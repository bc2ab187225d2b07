"""Siti's shop with two warehouses, and Rina's beside it."""

import pytest

from accounts.models import Partner, User, Warehouse
from products.models import Product
from tests.factories.products import colour_and_size_draft, make_product


def _shop(name: str) -> Partner:
    owner = User.objects.create(username=name, email=f"{name}@example.com", full_name=name.title())
    return Partner.objects.create(name=f"Toko {name.title()}", owner=owner)


def _warehouse(partner: Partner, name: str, *, is_default: bool = False, kind: str = "private") -> Warehouse:
    return Warehouse.objects.create(
        partner=partner,
        name=name,
        kind=kind,
        contact_name="Siti",
        contact_phone="6281234567890",
        address_line="Jalan Mawar 1",
        is_default=is_default,
    )


@pytest.fixture
def siti(db: None) -> Partner:
    return _shop("siti")


@pytest.fixture
def rina(db: None) -> Partner:
    return _shop("rina")


@pytest.fixture
def jakarta(siti: Partner) -> Warehouse:
    return _warehouse(siti, "Gudang Jakarta", is_default=True)


@pytest.fixture
def bandung(siti: Partner) -> Warehouse:
    return _warehouse(siti, "Gudang Bandung")


@pytest.fixture
def rented(siti: Partner) -> Warehouse:
    return _warehouse(siti, "Gudang Mitra", kind="fulfilment")


@pytest.fixture
def foreign(rina: Partner) -> Warehouse:
    return _warehouse(rina, "Gudang Rina", is_default=True)


@pytest.fixture
def jilbab(siti: Partner, jakarta: Warehouse) -> Product:
    """Ten pieces without variants in Jakarta."""
    return make_product(siti)


@pytest.fixture
def gamis(siti: Partner, jakarta: Warehouse) -> Product:
    """Colour and size: 5, 4, 3 and 2 pieces in Jakarta."""
    return make_product(siti, colour_and_size_draft())
