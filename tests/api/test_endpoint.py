from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from komship.api.endpoint import Endpoint
from komship.core.models import IdempotentCall
from komship.lib import clock
from komship.lib.errors import NotFound
from tests.api.operations import Counted, CountedResumable

COUNTED, RESUMABLE = "/t/counted", "/t/resumable"
Post = Callable[..., Any]


class TestEnvelope:
    def test_data(self, edge: APIClient) -> None:
        answer = edge.get("/t/values", {"id": 1})
        assert answer["Content-Type"] == "application/json"
        assert answer.json() == {"status": "success", "code": 200, "data": {"id": 1, "bank": None}}

    def test_a_message_alone(self, edge: APIClient) -> None:
        assert edge.post("/t/silent").json() == {"status": "success", "code": 200, "message": "Done"}

    def test_answers_of_their_own_kind(self, edge: APIClient) -> None:
        answer = edge.get("/t/special")
        assert answer.status_code == 200
        assert answer.json() == {"status": True, "code": 1001, "data": [1], "meta": {"a": 1}}

    def test_hidden_parts_of_the_path_stay_outside(self, edge: APIClient) -> None:
        assert edge.get("/t/hidden/3/7").json()["data"]["path"] == {"order_id": 7}

    def test_letters_are_sent_as_they_are(self, edge: APIClient) -> None:
        assert "Jl. Mawar 😀" in edge.get("/t/echo", {"a": "Jl. Mawar 😀"}).content.decode()

    def test_an_operation_without_a_deed(self) -> None:
        with pytest.raises(NotImplementedError):
            Endpoint().perform()


def test_nobody_gets_in_without_a_live_token(edge: APIClient, db: None) -> None:
    for token in (None, "Bearer x", "Bearer", "Basic abc", "Bearer \u00e9" + "x" * 5_000):
        headers = {"Authorization": token} if token else {}
        answer = edge.post(COUNTED, headers=headers)
        assert (answer.status_code, answer.json()["message"]) == (401, "Unauthenticated.")
    assert Counted.runs == 0


class TestIdempotency:
    @pytest.fixture
    def siti(self, siti_api: APIClient, edge: APIClient) -> APIClient:
        return siti_api

    @pytest.fixture
    def post(self, siti: APIClient) -> Post:
        def send(path: str = COUNTED, key: str = "k", body: object = None, kind: str = "json") -> Any:
            return siti.post(path, body or {"a": 1}, format=kind, headers={"Idempotency-Key": key})

        return send

    def test_without_a_key_every_call_runs(self, siti: APIClient) -> None:
        assert [siti.post(COUNTED).json()["data"]["run"] for _ in range(2)] == [1, 2]

    @pytest.mark.parametrize("kind", ["json", "multipart"])
    def test_the_first_answer_is_repeated(self, post: Post, kind: str) -> None:
        answers = [post(kind=kind) for _ in range(3)]
        assert [answer.json() for answer in answers] == [answers[0].json()] * 3
        assert Counted.runs == 1
        assert post(key="other", kind=kind).status_code == 200
        assert Counted.runs == 2

    def test_refusals_are_repeated_too(self, post: Post) -> None:
        Counted.fails_with = NotFound("Tidak ada.")
        first = post()
        Counted.fails_with = None
        assert (first.status_code, post().json()) == (400, first.json())
        assert Counted.runs == 1

    def test_failures_of_ours_may_be_tried_again(self, post: Post) -> None:
        Counted.fails_with = RuntimeError("boom")
        assert post().status_code == 500
        Counted.fails_with = None
        assert post().status_code == 200
        assert Counted.runs == 2

    def test_a_key_belongs_to_one_request(self, post: Post) -> None:
        post()
        other_body, other_path = post(body={"a": 2}), post(path=RESUMABLE)
        assert [other_body.status_code, other_path.status_code] == [400, 400]
        assert Counted.runs == 1
        assert CountedResumable.runs == 0

    def test_a_key_belongs_to_one_person(self, post: Post, rina_api: APIClient) -> None:
        post()
        answer = rina_api.post(COUNTED, {"a": 1}, format="json", headers={"Idempotency-Key": "k"})
        assert answer.json()["data"]["run"] == 2

    def test_a_call_that_still_runs_or_died(self, post: Post) -> None:
        post()
        post(path=RESUMABLE, key="r")
        calls = IdempotentCall.objects.all()
        calls.update(status=None, answer=None)
        assert "diproses" in post().json()["message"]
        calls.update(started_at=clock.now() - timedelta(hours=1))
        unknown = post()
        assert (unknown.status_code, Counted.runs) == (400, 1)
        assert "tidak diketahui" in unknown.json()["message"]
        resumed = post(path=RESUMABLE, key="r")
        assert resumed.json()["data"] == {"run": 2, "key": "r"}

    @pytest.mark.parametrize("key", ["", "x" * 201])
    def test_keys_have_a_length(self, post: Post, key: str) -> None:
        assert post(key=key).status_code == 400
        assert Counted.runs == 0
