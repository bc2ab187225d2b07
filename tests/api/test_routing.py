import json

import pytest
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
ECHO = "/t/echo"


class TestMethods:
    @pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
    def test_each_method_has_its_endpoint(self, edge: APIClient, method: str) -> None:
        answer = getattr(edge, method)(ECHO)
        assert answer.json()["data"]["method"] == method.upper()

    def test_head_is_get_without_a_body(self, edge: APIClient) -> None:
        answer = edge.head(ECHO)
        assert (answer.status_code, answer.content) == (200, b"")

    def test_options_needs_no_token(self, edge: APIClient) -> None:
        answer = edge.options("/t/counted")
        assert (answer.status_code, answer["Allow"], answer.content) == (204, "POST", b"")

    @pytest.mark.parametrize("method", ["get", "put", "delete"])
    def test_other_methods_are_refused_in_the_envelope(self, edge: APIClient, method: str) -> None:
        answer = getattr(edge, method)("/t/posted")
        assert answer.status_code == 405
        assert (answer.json()["status"], answer.json()["code"]) == ("failed", 405)


class TestMethodOverride:
    @pytest.mark.parametrize("wanted", ["put", "DELETE", "Patch"])
    def test_a_post_can_stand_for_others(self, edge: APIClient, wanted: str) -> None:
        for answer in (
            edge.post(ECHO, {"_method": wanted, "a": 1}, format="json"),
            edge.post(ECHO, {"_method": wanted, "a": 1}, format="multipart"),
            edge.post(ECHO, f"_method={wanted}&a=1", content_type=FORM),
        ):
            data = answer.json()["data"]
            assert data["method"] == wanted.upper()
            assert str(data["input"]["a"]) == "1"

    @pytest.mark.parametrize("wanted", ["get", "options", "trace", "", "x" * 1_000])
    def test_it_stands_for_nothing_else(self, edge: APIClient, wanted: str) -> None:
        answer = edge.post(ECHO, {"_method": wanted}, format="json")
        assert answer.json()["data"]["method"] == "POST"

    def test_only_posts_can(self, edge: APIClient) -> None:
        assert edge.put(ECHO, {"_method": "delete"}, format="json").json()["data"]["method"] == "PUT"
        assert edge.get(ECHO, {"_method": "delete"}).json()["data"]["method"] == "GET"

    def test_an_operation_that_is_not_there(self, edge: APIClient) -> None:
        assert edge.post("/t/posted", {"_method": "delete"}, format="json").status_code == 405

    @pytest.mark.parametrize("body", ['["_method"]', '{"_method": ', '{"_method": null}', '{"_method": {}}'])
    def test_what_only_looks_like_it(self, edge: APIClient, body: str) -> None:
        answer = edge.post("/t/posted", body, content_type=JSON)
        assert answer.status_code in (200, 400)
        assert answer.json()["code"] == answer.status_code


class TestBodies:
    @pytest.mark.parametrize(
        ("body", "content_type"),
        [
            ('{"a": [1,', JSON),
            ('{"a": NaN}', JSON),
            (b'{"a": "\xff"}', JSON),
            ('{"a": ' + "9" * 5_000 + "}", JSON),
            ("[" * 100_000, JSON),
            ("[" * 900 + "]" * 900, JSON),
            ('{"_method": ' + "[" * 100_000, JSON),
            ("no boundary at all", "multipart/form-data"),
            ("--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x" + "y" * 300),
            ("a=1", f"{FORM}; charset=utf-16"),
            ("&".join(f"f{n}=1" for n in range(6_000)), FORM),
        ],
    )
    def test_what_cannot_be_read(self, edge: APIClient, body: str | bytes, content_type: str) -> None:
        answer = edge.post("/t/posted", body, content_type=content_type)
        assert answer.status_code == 400, answer.content[:300]
        assert answer.json()["status"] == "failed"
        assert answer.json()["message"]

    def test_a_query_nobody_would_write(self, edge: APIClient) -> None:
        answer = edge.get(ECHO + "?" + "&".join(f"f{n}=1" for n in range(6_000)))
        assert answer.status_code == 400
        assert answer.json()["status"] == "failed"

    def test_unknown_kinds_of_body(self, edge: APIClient) -> None:
        answer = edge.post("/t/posted", "<a/>", content_type="text/xml")
        assert answer.status_code == 415
        assert answer.json()["code"] == 415

    def test_too_large_is_refused_unread(self, edge: APIClient, settings: Settings) -> None:
        announced = edge.post("/t/posted", "{}", content_type=JSON, CONTENT_LENGTH=str(30 * 1024**2))
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
        sent = edge.post("/t/posted", json.dumps({"a": "x" * 50}), content_type=JSON)
        form = edge.post("/t/posted", "a=" + "x" * 50, content_type=FORM)
        assert [announced.status_code, sent.status_code, form.status_code] == [413, 413, 413]
        assert {answer.json()["status"] for answer in (announced, sent, form)} == {"failed"}


@pytest.mark.django_db
def test_paths_that_nothing_serves_answer_in_json(client: Client) -> None:
    for answer in (client.get("/api/v9/nothing"), client.post("/api/v1/order/abc/store")):
        assert answer.status_code == 404
        assert (answer.json()["status"], answer.json()["code"]) == ("failed", 404)
