import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from komship.lib import clock
from shipping.carriers import registry
from shipping.carriers.base import CarrierLoginFailed, Scan
from shipping.sandbox import jne as sandbox_jne
from shipping.sandbox import shipper as sandbox_shipper
from shipping.sandbox.parcels import Endpoint
from shipping.sandbox.server import SandboxServer
from tests.factories.sandbox import cod_parcel, dropoff_parcel, requests_to

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


# ---- Shipper -----------------------------------------------------------------------------


def test_sandbox_and_client_agree_on_shippers_key() -> None:
    assert sandbox_shipper.API_KEY == registry.SHIPPER_TEST_KEY


def test_without_a_key_the_sandbox_is_shipper(sandbox: SandboxServer) -> None:
    with override_settings(SHIPPER_BASE_URL=sandbox.url, SHIPPER_API_KEY=""):
        assert registry.carrier("shipper").tariffs("123400001", "567800002", 1)
        assert registry.is_sandboxed("shipper")


def test_a_key_goes_to_the_real_or_the_named_host() -> None:
    with override_settings(SHIPPER_BASE_URL="", SHIPPER_API_KEY="live-key"):
        login = registry.shipper_login()
        assert (login.base_url, login.secret) == ("https://merchant-api.shipper.id", "live-key")
        assert (registry.is_configured("shipper"), registry.is_sandboxed("shipper")) == (True, False)
    with override_settings(SHIPPER_BASE_URL="http://s:1", SHIPPER_API_KEY="live-key"):
        assert registry.shipper_login().base_url == "http://s:1"


@pytest.mark.parametrize(
    ("module", "base_url"), [("komship.settings.prod", "http://s:1"), ("komship.settings.dev", "")]
)
def test_without_key_and_sandbox_nobody_is_asked(module: str, base_url: str) -> None:
    """Old news can still be read; anything that needs Shipper is a refused login."""
    with override_settings(SETTINGS_MODULE=module, SHIPPER_BASE_URL=base_url, SHIPPER_API_KEY=""):
        assert not registry.is_configured("shipper")
        assert not registry.is_sandboxed("shipper")
        shipper = registry.carrier("shipper")
        assert shipper.describe(Scan(code="3000", text="", occurred_at=clock.now()))
        with pytest.raises(CarrierLoginFailed):
            shipper.book(cod_parcel())


def test_a_carrier_nobody_wrote_is_not_configured() -> None:
    assert not registry.is_configured("pigeon")
