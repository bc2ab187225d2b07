import logging

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions
from rest_framework.test import APIClient

from komship.lib.errors import Conflict, InvalidInput, NotFound, StaleState
from tests.api.operations import Refuse, Taken, invalid

REFUSE = "/t/refuse"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("Tidak ada."), 400),
        (exceptions.NotAuthenticated(), 401),
        (exceptions.AuthenticationFailed(), 401),
        (exceptions.ValidationError("x"), 400),
        (exceptions.ParseError(), 400),
        (exceptions.PermissionDenied(), 400),
        (exceptions.UnsupportedMediaType("text/xml"), 415),
        (exceptions.Throttled(wait=3), 429),
        (PermissionDenied(), 400),
        (Http404(), 404),
        (RequestDataTooBig(), 413),
        (SuspiciousOperation(), 400),
        (BadRequest(), 400),
    ],
)
def test_every_refusal_has_its_status(edge: APIClient, error: Exception, status: int) -> None:
    Refuse.error = error
    answer = edge.post(REFUSE)
    body = answer.json()
    assert (answer.status_code, body["code"], body["status"]) == (status, status, "failed")
    assert body["message"]
    assert "data" not in body


def test_the_words_of_a_refusal_are_passed_on(edge: APIClient) -> None:
    assert edge.post(REFUSE).json()["message"] == "Tidak ada."
    Refuse.error = Taken()
    assert edge.post(REFUSE).json()["message"] == "Permintaan tidak bisa diproses."


def test_inputs_are_named(edge: APIClient) -> None:
    Refuse.error = invalid()
    body = edge.post(REFUSE).json()
    assert (body["message"], body["errors"]) == ("Isi nama.", {"name": ["Isi nama."]})
    Refuse.error = InvalidInput("Ada yang salah.", fields={"name": ["Isi nama."]})
    assert edge.post(REFUSE).json()["message"] == "Ada yang salah."


def test_nested_messages_become_paths(edge: APIClient) -> None:
    Refuse.error = exceptions.ValidationError({"rows": [{}, {"qty": ["Kurang."]}], "a": {"b": "Salah."}})
    assert edge.post(REFUSE).json()["errors"] == {"rows.1.qty": ["Kurang."], "a.b": ["Salah."]}
    Refuse.error = exceptions.ValidationError(["Satu.", "Dua."])
    assert edge.post(REFUSE).json()["errors"] == {"non_field_errors": ["Satu.", "Dua."]}


def test_texts_and_answers_clients_branch_on(edge: APIClient) -> None:
    Refuse.error = Conflict("Bentrok.")
    assert edge.post(REFUSE).json() == {"status": "failed", "code": 400, "message": "the exact text"}
    Refuse.error = StaleState("Berubah.")
    answer = edge.post(REFUSE)
    assert (answer.status_code, answer.json()["code"], answer.json()["message"]) == (200, 1006, "Poor")


def test_what_nobody_foresaw_is_logged_and_kept_quiet(
    edge: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    Refuse.error = RuntimeError("a secret of the house")
    with caplog.at_level(logging.ERROR, logger="komship.api.errors"):
        answer = edge.post(REFUSE)
    assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (500, "failed", 500)
    assert "secret" not in answer.content.decode()
    (logged,) = [record for record in caplog.records if record.name == "komship.api.errors"]
    assert logged.exc_info is not None
    assert logged.exc_info[1] is Refuse.error


def test_throttled_callers_learn_when_to_come_back(edge: APIClient) -> None:
    Refuse.error = exceptions.Throttled(wait=2.2)
    answer = edge.post(REFUSE)
    assert answer["Retry-After"] == "3"
    assert "3 detik" in answer.json()["message"]
