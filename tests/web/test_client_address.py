import pytest
from django.test import RequestFactory
from pytest_django import Settings
from rest_framework.settings import api_settings

from komship.web.client_address import client_address

FORWARDED = "6.6.6.6, 203.0.113.9, 198.51.100.2"


def address(settings: Settings, proxies: int, forwarded: str, connection: str = "10.0.0.1") -> str:
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}
    assert proxies == api_settings.NUM_PROXIES
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded, REMOTE_ADDR=connection)
    return client_address(request)


@pytest.mark.parametrize(
    ("proxies", "expected"),
    [(0, "10.0.0.1"), (1, "198.51.100.2"), (2, "203.0.113.9"), (9, "6.6.6.6")],
)
def test_only_our_own_hops_are_believed(settings: Settings, proxies: int, expected: str) -> None:
    assert address(settings, proxies, FORWARDED) == expected


@pytest.mark.parametrize("forwarded", ["", "unknown", "1.2.3.4:80", "<script>", "999.1.1.1"])
def test_nonsense_falls_back_to_the_connection(settings: Settings, forwarded: str) -> None:
    assert address(settings, 1, forwarded) == "10.0.0.1"


def test_a_socket_has_no_address(settings: Settings) -> None:
    assert address(settings, 0, "", connection="") == ""


def test_ipv6_is_written_one_way(settings: Settings) -> None:
    assert address(settings, 1, "2001:DB8:0:0::1") == "2001:db8::1"
