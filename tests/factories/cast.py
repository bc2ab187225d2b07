"""The people every test knows: seller Siti, her staff Budi, the stranger Rina, and Wati of ops."""

from collections.abc import Callable
from http.cookies import SimpleCookie

import pytest
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework.test import APIClient

from accounts.models import Partner, User, Warehouse
from accounts.services import Device, open_session
from tests.arranged import arranged, arranged_on_top
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


@arranged
def siti_shop(db: None) -> Shop:
    return make_shop("siti")


@pytest.fixture
def siti(siti_shop: Shop) -> User:
    return siti_shop.owner


@pytest.fixture
def siti_partner(siti_shop: Shop) -> Partner:
    return siti_shop.partner


@arranged_on_top
def budi(siti_shop: Shop) -> User:
    """Types and sends Siti's orders; sees neither her money nor her warehouses' settings."""
    return make_staff("budi", siti_shop.partner)


@arranged_on_top
def rina_shop(db: None) -> Shop:
    return make_shop("rina")


@pytest.fixture
def rina(rina_shop: Shop) -> User:
    return rina_shop.owner


@pytest.fixture
def rina_partner(rina_shop: Shop) -> Partner:
    return rina_shop.partner


@arranged_on_top
def wati(db: None) -> User:
    return make_operator("wati")


@arranged_on_top
def dewi(db: None) -> User:
    """The second person of ops, where two have to sign."""
    return make_operator("dewi")


@arranged
def siti_warehouse(siti_shop: Shop) -> Warehouse:
    """Siti's default address, in Jakarta."""
    return make_warehouse(siti_shop.partner)


@arranged_on_top
def siti_second_warehouse(siti_warehouse: Warehouse) -> Warehouse:
    """In Bandung, not the default."""
    return make_warehouse(siti_warehouse.partner, "Gudang Bandung", region=BANDUNG)


@arranged_on_top
def rina_warehouse(rina_shop: Shop) -> Warehouse:
    return make_warehouse(rina_shop.partner, "Gudang Rina")


@pytest.fixture
def api_for(db: None) -> ApiFor:
    """An API client with a real token of the person."""
    return lambda user: _with_token(_token_of(user))


def _token_of(user: User) -> str:
    return open_session(user, Device(ip="127.0.0.1")).token


def _with_token(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    if user.is_staff:
        verify_in(client, user)
    return client


@pytest.fixture
def web_for(db: None) -> WebFor:
    """A browser in which the person has signed in."""
    return _signed_in


def _with_cookies(cookies: SimpleCookie) -> Client:
    """The browser of somebody who has just signed in: the session is in Redis, too."""
    client = Client()
    client.cookies = cookies
    client.session.load()
    return client


@pytest.fixture
def nobody_api() -> APIClient:
    return APIClient()


@arranged
def siti_token(siti_shop: Shop) -> str:
    return _token_of(siti_shop.owner)


@pytest.fixture
def siti_api(siti_token: str) -> APIClient:
    return _with_token(siti_token)


@arranged_on_top
def budi_token(budi: User) -> str:
    return _token_of(budi)


@pytest.fixture
def budi_api(budi_token: str) -> APIClient:
    return _with_token(budi_token)


@arranged_on_top
def rina_token(rina_shop: Shop) -> str:
    return _token_of(rina_shop.owner)


@pytest.fixture
def rina_api(rina_token: str) -> APIClient:
    return _with_token(rina_token)


@arranged
def siti_cookies(siti_shop: Shop) -> SimpleCookie:
    return _signed_in(siti_shop.owner).cookies


@pytest.fixture
def siti_web(siti_cookies: SimpleCookie) -> Client:
    return _with_cookies(siti_cookies)


@arranged_on_top
def budi_cookies(budi: User) -> SimpleCookie:
    return _signed_in(budi).cookies


@pytest.fixture
def budi_web(budi_cookies: SimpleCookie) -> Client:
    return _with_cookies(budi_cookies)


@arranged_on_top
def rina_cookies(rina_shop: Shop) -> SimpleCookie:
    return _signed_in(rina_shop.owner).cookies


@pytest.fixture
def rina_web(rina_cookies: SimpleCookie) -> Client:
    return _with_cookies(rina_cookies)


@arranged_on_top
def wati_cookies(wati: User) -> SimpleCookie:
    return _signed_in(wati).cookies


@pytest.fixture
def wati_web(wati_cookies: SimpleCookie) -> Client:
    return _with_cookies(wati_cookies)


@arranged_on_top
def dewi_cookies(dewi: User) -> SimpleCookie:
    return _signed_in(dewi).cookies


@pytest.fixture
def dewi_web(dewi_cookies: SimpleCookie) -> Client:
    return _with_cookies(dewi_cookies)
