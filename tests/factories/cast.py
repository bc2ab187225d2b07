"""The people every test knows: seller Siti, her staff Budi, the stranger Rina, and Wati of ops."""

from collections.abc import Callable

import pytest
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework.test import APIClient

from accounts.models import Partner, User, Warehouse
from accounts.services import Device, open_session
from tests.factories.accounts import (
    BANDUNG,
    Shop,
    make_operator,
    make_shop,
    make_staff,
    make_warehouse,
)

ApiFor = Callable[[User], APIClient]
WebFor = Callable[[User], Client]


def verify_in(client: Client, user: User) -> None:
    """As if the operator had typed the code of her app in this browser."""
    device = TOTPDevice.objects.create(user=user, name="Komship")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()


@pytest.fixture
def siti_shop(db: None) -> Shop:
    return make_shop("siti")


@pytest.fixture
def siti(siti_shop: Shop) -> User:
    return siti_shop.owner


@pytest.fixture
def siti_partner(siti_shop: Shop) -> Partner:
    return siti_shop.partner


@pytest.fixture
def budi(siti_partner: Partner) -> User:
    """Types and sends Siti's orders; sees neither her money nor her warehouses' settings."""
    return make_staff("budi", siti_partner)


@pytest.fixture
def rina_shop(db: None) -> Shop:
    return make_shop("rina")


@pytest.fixture
def rina(rina_shop: Shop) -> User:
    return rina_shop.owner


@pytest.fixture
def rina_partner(rina_shop: Shop) -> Partner:
    return rina_shop.partner


@pytest.fixture
def wati(db: None) -> User:
    return make_operator("wati")


@pytest.fixture
def dewi(db: None) -> User:
    """The second person of ops, where two have to sign."""
    return make_operator("dewi")


@pytest.fixture
def siti_warehouse(siti_partner: Partner) -> Warehouse:
    """Siti's default address, in Jakarta."""
    return make_warehouse(siti_partner)


@pytest.fixture
def siti_second_warehouse(siti_warehouse: Warehouse) -> Warehouse:
    """In Bandung, not the default."""
    return make_warehouse(siti_warehouse.partner, "Gudang Bandung", region=BANDUNG)


@pytest.fixture
def rina_warehouse(rina_partner: Partner) -> Warehouse:
    return make_warehouse(rina_partner, "Gudang Rina")


@pytest.fixture
def api_for(db: None) -> ApiFor:
    """An API client with a real token of the person."""

    def make(user: User) -> APIClient:
        signed_in = open_session(user, Device(ip="127.0.0.1"))
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {signed_in.token}")
        return client

    return make


@pytest.fixture
def web_for(db: None) -> WebFor:
    """A browser in which the person has signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        if user.is_staff:
            verify_in(client, user)
        return client

    return make


@pytest.fixture
def nobody_api() -> APIClient:
    return APIClient()


@pytest.fixture
def siti_api(api_for: ApiFor, siti: User) -> APIClient:
    return api_for(siti)


@pytest.fixture
def budi_api(api_for: ApiFor, budi: User) -> APIClient:
    return api_for(budi)


@pytest.fixture
def rina_api(api_for: ApiFor, rina: User) -> APIClient:
    return api_for(rina)


@pytest.fixture
def siti_web(web_for: WebFor, siti: User) -> Client:
    return web_for(siti)


@pytest.fixture
def budi_web(web_for: WebFor, budi: User) -> Client:
    return web_for(budi)


@pytest.fixture
def rina_web(web_for: WebFor, rina: User) -> Client:
    return web_for(rina)


@pytest.fixture
def wati_web(web_for: WebFor, wati: User) -> Client:
    return web_for(wati)


@pytest.fixture
def dewi_web(web_for: WebFor, dewi: User) -> Client:
    return web_for(dewi)
