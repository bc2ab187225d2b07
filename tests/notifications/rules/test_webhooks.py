import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from komship.lib import clock
from notifications.rules.webhooks import (
    SAMPLES,
    TEST_TOPIC,
    BadTarget,
    Target,
    Topic,
    body_of,
    is_allowed,
    rendered,
    signature,
    target_of,
    wait_after,
)


def test_a_receiver_can_check_the_signature_with_what_the_guide_says() -> None:
    body = rendered({"id": "evt_1", "type": "order.created"})
    header = signature(["whsec_new", "whsec_old"], timestamp=1_764_000_000, body=body)

    parts = [part.split("=", 1) for part in header.split(",")]
    assert parts[0] == ["t", "1764000000"]
    for (name, given_mark), secret in zip(parts[1:], ("whsec_new", "whsec_old"), strict=True):
        mark = hmac.new(secret.encode(), b"1764000000." + body, hashlib.sha256).hexdigest()
        assert (name, given_mark) == ("v1", mark)


@settings(max_examples=20)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers(), max_size=4))
def test_the_bytes_are_the_same_for_every_try(data: dict[str, object]) -> None:
    body = body_of("evt_1", "order.created", clock.now(), data)

    # A column of the database gives the keys back in another order.
    shuffled = dict(reversed(list(body.items())))
    assert rendered(shuffled) == rendered(body)
    assert json.loads(rendered(body))["data"] == data


def test_only_test_events_are_not_live() -> None:
    assert body_of("evt_1", Topic.ORDER_CREATED, clock.now(), {})["livemode"] is True
    assert body_of("evt_1", TEST_TOPIC, clock.now(), {})["livemode"] is False
    assert set(SAMPLES) == set(Topic)


def test_tries_are_spread_over_about_a_day() -> None:
    waits: list[timedelta] = []
    while (wait := wait_after(len(waits) + 1)) is not None:
        waits.append(wait)

    assert waits == sorted(waits)
    assert timedelta(hours=22) < sum(waits, timedelta()) < timedelta(hours=26)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://toko.example/hook?a=1", Target("https", "toko.example", 443, "/hook?a=1")),
        ("https://toko.example:8443", Target("https", "toko.example", 8443, "/")),
        ("https://[2606:4700::1111]/x", Target("https", "2606:4700::1111", 443, "/x")),
    ],
)
def test_addresses_are_taken_apart(url: str, target: Target) -> None:
    assert target_of(url, allow_loopback=False) == target


@pytest.mark.parametrize(
    "url",
    [
        "",
        "toko.example/hook",
        "http://toko.example/hook",
        "ftp://toko.example/hook",
        "https:///hook",
        "https://siti:rahasia@toko.example/hook",
        "https://@toko.example/hook",
        "https://toko.example/#hook",
        "https://toko.example:22/hook",
        "https://toko.example:99999/hook",
        "https://toko.example:x/hook",
        "https://toko example/hook",
        "https://toko.example/hook\r\nX-Evil: 1",
        "https://[::1/hook",
        "https://toko.example/" + "a" * 500,
        "http://127.0.0.1:8000/hook",
        "http://localhost/hook",
    ],
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(BadTarget):
        target_of(url, allow_loopback=False)


def test_where_tests_run_this_machine_may_be_called_over_http_and_no_other() -> None:
    assert target_of("http://127.0.0.1:8000/hook", allow_loopback=True).port == 8000
    assert target_of("http://localhost/hook", allow_loopback=True).port == 80
    with pytest.raises(BadTarget):
        target_of("http://toko.example/hook", allow_loopback=True)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "toko.example",
    ],
)
def test_networks_that_are_never_called(address: str) -> None:
    assert not is_allowed(address, allow_loopback=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_only_where_it_is_allowed(address: str) -> None:
    assert is_allowed(address, allow_loopback=True)
    assert not is_allowed(address, allow_loopback=False)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_the_rest_of_the_world(address: str) -> None:
    assert is_allowed(address, allow_loopback=False)
