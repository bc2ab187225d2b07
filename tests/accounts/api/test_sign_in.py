from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import AccessToken, Partner, User
from accounts.services._wrong_tries import PER_ACCOUNT_AND_ADDRESS
from tests.factories.accounts import PASSWORD
from tests.factories.second_factor import app_code, set_up

GOOD = {"username_email": "siti", "password": PASSWORD, "login_from": "website"}


def post(client: APIClient, path: str, body: Any = None, **options: Any) -> Any:
    return client.post(f"/api/{path}", body, format=options.pop("format", "json"), **options)


def test_v1_answers_the_written_contract(siti: User, nobody_api: APIClient) -> None:
    answer = post(nobody_api, "v1/login", GOOD)
    assert answer.status_code == 200
    body = answer.json()
    assert (body["status"], body["code"]) == ("success", 200)
    data = body["data"]
    assert set(data) == {"access_token", "token_type", "expires_at", "user_id", "username"}
    assert (data["token_type"], data["user_id"], data["username"]) == ("Bearer", siti.pk, "siti")
    assert len(data["expires_at"]) == len("2022-07-27 13:35:23")


def test_komtim_serves_web_and_android_in_one_body(siti: User, nobody_api: APIClient) -> None:
    body = post(nobody_api, "login", GOOD).json()
    assert body["status"] is True
    assert "message" not in body
    assert {"access_token", "token_type", "expires_at", "user_id"} <= set(body)
    assert body["data"]["token"] == body["access_token"]
    expected = {"id": siti.pk, "username": "siti", "is_komship": 1, "is_kompack": 0, "is_affiliate": 0}
    assert body["data"] | expected == body["data"]
    assert body["data"]["email_verified_at"]


def test_android_posts_a_form_with_its_push_token(siti: User, nobody_api: APIClient) -> None:
    form = f"username_email=siti%40example.com&password={PASSWORD}&fcm_token=fMFJVmT_vCk&applicationType=1"
    answer = nobody_api.post("/api/login", form, content_type="application/x-www-form-urlencoded")
    assert answer.json()["status"] is True
    assert AccessToken.objects.get().push_token == "fMFJVmT_vCk"


def test_android_without_a_push_token_says_a_word(siti: User, nobody_api: APIClient) -> None:
    post(nobody_api, "login", GOOD | {"fcm_token": "fcmTokenEmpty"})
    post(nobody_api, "login", GOOD | {"fcm_token": None})
    assert {row.push_token for row in AccessToken.objects.all()} == {""}


@pytest.mark.parametrize(
    "wrong", [{"password": "salah"}, {"username_email": "nobody"}, {"username_email": "nobody@example.com"}]
)
def test_wrong_credentials_in_each_shape(siti: User, nobody_api: APIClient, wrong: dict[str, str]) -> None:
    v1 = post(nobody_api, "v1/login", GOOD | wrong)
    assert (v1.status_code, v1.json()["status"], v1.json()["code"]) == (400, "failed", 400)
    komtim = post(nobody_api, "login", GOOD | wrong)
    assert (komtim.status_code, komtim.json()["status"]) == (200, False)
    assert v1.json()["message"] == komtim.json()["message"] == "Nama pengguna/e-mail atau kata sandi salah."
    assert not AccessToken.objects.exists()


def test_too_many_tries_in_each_shape(siti: User, nobody_api: APIClient) -> None:
    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        post(nobody_api, "login", GOOD | {"password": "salah"})
    assert "Terlalu banyak" in post(nobody_api, "login", GOOD).json()["message"]
    refused = post(nobody_api, "v1/login", GOOD)
    assert (refused.status_code, refused.json()["code"]) == (400, 400)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"username_email": "siti"},
        {"username_email": "siti", "password": ""},
        {"username_email": "", "password": PASSWORD},
        {"username_email": "x" * 191, "password": PASSWORD},
        {"username_email": "siti", "password": "x" * 257},
        {"username_email": ["siti"], "password": {"a": 1}},
        {"username_email": "siti\x00", "password": PASSWORD},
        {"username_email": "😀" * 90, "password": "😀"},
        [],
        "siti",
        None,
    ],
)
@pytest.mark.parametrize("path", ["v1/login", "login"])
def test_bad_input_is_refused_in_words(siti: User, nobody_api: APIClient, path: str, body: Any) -> None:
    answer = post(nobody_api, path, body)
    assert answer.status_code in ({400} if path == "v1/login" else {200, 400})
    assert answer.json()["status"] in ("failed", False)
    assert answer.json()["message"]


@pytest.mark.parametrize(
    "body", ['{"username_email": "siti', '{"username_email": "siti", "password": "\\ud800"}']
)
def test_broken_json_is_refused(nobody_api: APIClient, db: None, body: str) -> None:
    answer = nobody_api.post("/api/login", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_stale_token_does_not_stop_a_login(siti: User, nobody_api: APIClient) -> None:
    nobody_api.credentials(HTTP_AUTHORIZATION="Bearer undefined")
    assert post(nobody_api, "login", GOOD).json()["status"] is True


def test_operators_sign_in_with_a_code_and_serve_no_partner(wati: User, nobody_api: APIClient) -> None:
    as_wati = GOOD | {"username_email": "wati"}
    refused = post(nobody_api, "login", as_wati).json()
    assert (refused["status"], refused["message"]) == (
        False,
        "Pasang verifikasi dua langkah dulu lewat halaman masuk.",
    )
    set_up(wati)
    with_code = as_wati | {"password": PASSWORD + app_code(wati, steps=1)}
    body = post(nobody_api, "login", with_code).json()
    assert (body["status"], body["data"]["is_komship"]) == (True, 0)


def test_unverified_address_is_told_not_refused(siti: User, nobody_api: APIClient) -> None:
    User.objects.update(email_verified_at=None)
    Partner.objects.update(uses_fulfilment=True)
    data = post(nobody_api, "login", GOOD).json()["data"]
    assert (data["email_verified_at"], data["is_kompack"]) == (None, 1)


def test_only_post(client: Client) -> None:
    assert client.get("/api/login").status_code == 405
