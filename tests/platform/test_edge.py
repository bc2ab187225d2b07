"""Headers every answer carries, the doors that are closed, and the pages around the API."""

import socket
import urllib.request

import pytest
from django.test import Client
from django.urls import get_resolver

STRANGER = {"origin": "https://app.example"}


@pytest.mark.django_db
def test_pages_allow_no_inline_code(client: Client) -> None:
    policy = client.get("/tidak-ada")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_only_the_ops_panel_and_the_api_page_are_looser(client: Client) -> None:
    assert "unsafe-eval" in client.get("/admin/login/")["Content-Security-Policy"]
    docs = client.get("/api/docs")["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in docs
    assert "script-src 'self';" in docs + ";"


@pytest.mark.django_db
def test_the_api_page_loads_nothing_from_elsewhere(client: Client) -> None:
    text = client.get("/api/docs").content.decode()
    assert "swagger-ui" in text
    assert "//" not in text.replace("<!DOCTYPE html>", "")


@pytest.mark.django_db
def test_the_schema_is_served(client: Client) -> None:
    answer = client.get("/api/schema")
    assert answer.status_code == 200
    assert b"openapi: 3" in answer.content


def test_preflight_allows_what_the_clients_send(client: Client) -> None:
    answer = client.options(
        "/api/v1/login",
        headers=STRANGER
        | {
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,application-name,idempotency-key,content-type",
        },
    )
    assert answer.status_code == 200
    allowed = answer["access-control-allow-headers"].split(", ")
    assert {"authorization", "application-name", "idempotency-key", "content-type"} <= set(allowed)
    assert answer["access-control-max-age"] == "86400"


@pytest.mark.django_db
def test_errors_carry_the_cross_origin_headers_too(client: Client) -> None:
    assert client.get("/api/tidak-ada", headers=STRANGER)["access-control-allow-origin"] == "*"


def test_pages_are_not_shared_across_origins(client: Client) -> None:
    assert "access-control-allow-origin" not in client.get("/healthz", headers=STRANGER).headers


def test_tests_cannot_reach_outside() -> None:
    with pytest.raises(Exception, match=r"not allowed|tried to use"):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


def test_tests_reach_loopback() -> None:
    with socket.socket() as server, socket.socket() as visitor:
        server.bind(("127.0.0.1", 0))
        server.listen()
        visitor.connect(server.getsockname())


def test_every_app_is_mounted() -> None:
    mounted = {str(getattr(pattern, "urlconf_name", "")) for pattern in get_resolver().url_patterns}
    text = " ".join(mounted)
    for app in ("accounts", "products", "shipping", "finance", "orders", "tickets", "notifications"):
        assert f"'{app}.api.urls'" in text
        assert f"'{app}.web.urls'" in text
