import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from shipping.carriers import registry
from shipping.sandbox import jne as sandbox_jne
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import dropoff_parcel, requests_to

NO_LOGIN = {"JNE_USERNAME": "", "JNE_API_KEY": "", "JNE_CUST_NO": ""}
LIVE = {"JNE_USERNAME": "KOMSHIP", "JNE_API_KEY": "live-key", "JNE_CUST_NO": "80519800"}


def test_without_credentials_the_sandbox_answers(sandbox: SandboxServer) -> None:
    with override_settings(JNE_BASE_URL=sandbox.url, JNE_BOOKING_BASE_URL="", **NO_LOGIN):
        assert registry.carrier("jne").book(dropoff_parcel()).awb
    assert requests_to(sandbox, Endpoint.DROPOFF) == 1


def test_sandbox_and_client_agree_on_the_printed_test_login() -> None:
    assert (sandbox_jne.USERNAME, sandbox_jne.API_KEY) == (
        registry.JNE_TEST_USERNAME,
        registry.JNE_TEST_KEY,
    )


def test_credentials_go_to_the_configured_or_the_real_hosts() -> None:
    with override_settings(JNE_BASE_URL="http://a:1", JNE_BOOKING_BASE_URL="http://b:2", **LIVE):
        login = registry.jne_login()
    assert (login.base_url, login.booking_base_url) == ("http://a:1", "http://b:2")
    assert (login.username, login.secret, login.customer_number) == ("KOMSHIP", "live-key", "80519800")
    with override_settings(JNE_BASE_URL="", JNE_BOOKING_BASE_URL="", **LIVE):
        assert ".jne.co.id:" in registry.jne_login().booking_base_url


def test_production_never_falls_back_to_the_sandbox() -> None:
    with (
        override_settings(SETTINGS_MODULE="komship.settings.prod", **NO_LOGIN),
        pytest.raises(ImproperlyConfigured),
    ):
        registry.jne_login()


def test_one_client_per_login_so_that_connections_are_shared() -> None:
    with override_settings(JNE_BASE_URL="http://a:1", JNE_BOOKING_BASE_URL="", **LIVE):
        first = registry.carrier("jne")
        assert registry.carrier("jne") is first
    with override_settings(JNE_BASE_URL="http://a:2", JNE_BOOKING_BASE_URL="", **LIVE):
        assert registry.carrier("jne") is not first


def test_secret_is_not_shown() -> None:
    with override_settings(JNE_BASE_URL="http://a:1", JNE_BOOKING_BASE_URL="", **LIVE):
        assert "live-key" not in repr(registry.jne_login())


def test_unknown_carrier() -> None:
    with pytest.raises(registry.UnknownCarrier):
        registry.carrier("pigeon")
