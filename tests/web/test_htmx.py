import json

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from komship.web import htmx

PARTIAL = {"HX-Request": "true"}


def ask(headers: dict[str, str] | None = None) -> HttpRequest:
    request = RequestFactory().get("/x/", headers=headers or {})
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("headers", "partial"),
    [
        ({}, False),
        (PARTIAL, True),
        ({**PARTIAL, "HX-History-Restore-Request": "true"}, False),
        ({**PARTIAL, "HX-Boosted": "true"}, False),
        ({"HX-Request": "yes"}, False),
    ],
)
def test_only_a_swap_wants_a_partial(headers: dict[str, str], partial: bool) -> None:
    assert htmx.wants_partial(ask(headers)) is partial


def test_caches_keep_page_and_partial_apart() -> None:
    page = htmx.answer(ask(), "404.html", partial="components/status_badge.html")
    partial = htmx.answer(ask(PARTIAL), "404.html", partial="components/status_badge.html")
    assert b"<html" in page.content
    assert b"<html" not in partial.content
    assert "HX-Request" in page.headers["Vary"]
    assert "HX-Request" in partial.headers["Vary"]


def test_a_page_without_a_partial_is_always_whole() -> None:
    assert b"<html" in htmx.answer(ask(PARTIAL), "404.html").content


def test_leaving_a_page() -> None:
    request = ask()
    response = htmx.go_to(request, "/y/", text="Tersimpan.", tone="warning")
    assert (response.status_code, response.headers["Location"]) == (302, "/y/")
    (message,) = get_messages(request)
    assert (str(message), message.level_tag) == ("Tersimpan.", "warning")


def test_leaving_a_page_by_htmx_loads_the_next_one_whole() -> None:
    response = htmx.go_to(ask(PARTIAL), "/y/")
    assert (response.status_code, response.headers["HX-Redirect"]) == (200, "/y/")


def test_toasts_travel_in_an_ascii_header_beside_other_events() -> None:
    response = htmx.trigger(HttpResponse(), "komship:changed", {"id": 1})
    htmx.toast(response, "Disalin – ✓", tone="info")
    header = response.headers["HX-Trigger"]
    assert header.isascii()
    assert json.loads(header) == {
        "komship:changed": {"id": 1},
        "komship:toast": {"text": "Disalin – ✓", "tone": "info"},
    }
