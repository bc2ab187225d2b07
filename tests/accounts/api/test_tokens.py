from datetime import timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import AccessToken, Membership, Partner, User
from accounts.services import Device, sign_in
from komship.lib import clock
from tests.factories.accounts import PASSWORD

AnyAnswer = Any


def token_of(user: User) -> str:
    return sign_in(user.username, PASSWORD, device=Device()).token


def with_header(value: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=value)
    return client


def refresh(raw: str, path: str = "refresh_token", **body: Any) -> AnyAnswer:
    return with_header(f"Bearer {raw}").post(f"/api/{path}", body, format="json")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_scheme_is_matched_in_any_case(siti: User, scheme: str) -> None:
    assert with_header(f"{scheme} {token_of(siti)}").get("/api/v1/pin/check").status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        "Bearer undefined",
        "Bearer null",
        "Bearer",
        "Bearer  ",
        "Bearer a b c",
        "Bearer " + "f" * 64,
        "Bearer " + "f" * 9000,
        "Bearer \x80\xff",
        "Token 123",
        "Basic c2l0aTpzaXRp",
        "",
    ],
)
def test_anything_else_is_unauthenticated(siti: User, header: str) -> None:
    answer = with_header(header).get("/api/v1/pin/check")
    assert answer.status_code == 401
    assert answer.json() == {"status": "failed", "code": 401, "message": "Unauthenticated."}


def test_expired_and_closed_accounts_are_unauthenticated(siti: User) -> None:
    client = with_header(f"Bearer {token_of(siti)}")
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert client.post("/api/v1/my-profile").status_code == 401
    assert client.post("/api/v1/my-profile").status_code == 200
    User.objects.update(is_active=False)
    assert client.post("/api/v1/my-profile").status_code == 401


def test_two_queries_before_the_work(siti: User, django_assert_num_queries: Any) -> None:
    client = with_header(f"Bearer {token_of(siti)}")
    with django_assert_num_queries(2):
        client.get("/api/v1/partner/badge")


def test_using_a_token_lets_it_slide(siti: User) -> None:
    client = with_header(f"Bearer {token_of(siti)}")
    with time_machine.travel(clock.now() + timedelta(days=29)):
        assert client.get("/api/v1/pin/check").status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=45)):
        assert client.get("/api/v1/pin/check").status_code == 200


@pytest.mark.parametrize("path", ["logout", "v1/logout"])
def test_logout_ends_this_session_only(siti: User, path: str) -> None:
    first, second = with_header(f"Bearer {token_of(siti)}"), with_header(f"Bearer {token_of(siti)}")
    answer = first.post(f"/api/{path}", {}, format="json")
    assert answer.json() == {"status": "success", "code": 200, "message": "logout successful"}
    assert first.get("/api/v1/pin/check").status_code == 401
    assert second.get("/api/v1/pin/check").status_code == 200


@pytest.mark.parametrize("path", ["refresh_token", "v1/refresh-token"])
def test_refresh_puts_the_token_at_the_top(siti: User, path: str) -> None:
    old = token_of(siti)
    answer = refresh(old, path, user_id=siti.pk)
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"status", "code", "message", "access_token"}
    for raw in (old, body["access_token"]):
        assert with_header(f"Bearer {raw}").get("/api/v1/pin/check").status_code == 200


def test_expired_token_can_be_refreshed(siti: User) -> None:
    old = token_of(siti)
    with time_machine.travel(clock.now() + timedelta(days=40)):
        fresh = refresh(old, user_id=siti.pk).json()["access_token"]
        assert with_header(f"Bearer {fresh}").get("/api/v1/pin/check").status_code == 200


@pytest.mark.parametrize("path", ["refresh_token", "v1/refresh-token"])
@pytest.mark.parametrize("header", ["", "Bearer undefined", "Bearer " + "f" * 64, "Token x"])
def test_refresh_without_a_known_token(db: None, path: str, header: str) -> None:
    answer = with_header(header).post(f"/api/{path}", {}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (401, 401)


def test_end_of_a_session_in_each_shape(siti: User, rina: User) -> None:
    raw = token_of(siti)
    komtim = refresh(raw, user_id=rina.pk)
    assert (komtim.status_code, komtim.json()["status"]) == (200, False)
    assert komtim.json()["message"]
    assert refresh(raw, "v1/refresh-token", user_id=rina.pk).status_code == 401
    assert AccessToken.objects.count() == 1


@pytest.mark.parametrize("user_id", ["x", -1, 2**70, [1], {"a": 1}])
def test_refresh_with_a_bad_user_id(siti: User, user_id: Any) -> None:
    assert refresh(token_of(siti), user_id=user_id).status_code == 400


def test_stray_partner_is_ignored_when_it_is_hers(siti_api: APIClient, siti_partner: Partner) -> None:
    own = siti_partner.pk
    for query in (
        f"partner_id={own}",
        f"partner_id={own}&partner_id={own}",
        "partner_id=",
        "partner_id=undefined",
    ):
        answer = siti_api.get(f"/api/v1/address?{query}&foo=bar")
        assert answer.status_code == 200


@pytest.mark.parametrize("named", ["{rina}", "{siti}&partner_id={rina}", "0x1", "-1", "1" * 30, "٣"])
def test_stray_foreign_partner_is_refused(
    siti_api: APIClient, siti_partner: Partner, rina_partner: Partner, named: str
) -> None:
    text = named.format(siti=siti_partner.pk, rina=rina_partner.pk)
    for path in ("v1/address", f"v1/custom-labels/{siti_partner.pk}"):
        answer = siti_api.get(f"/api/{path}?partner_id={text}")
        assert (answer.status_code, answer.json()["message"]) == (400, "Penjual tidak ditemukan.")


def test_foreign_and_unknown_partner_in_the_path(siti_api: APIClient, rina_partner: Partner) -> None:
    answers = [siti_api.get(f"/api/v1/custom-labels/{number}") for number in (rina_partner.pk, 10**30, 0)]
    assert {answer.status_code for answer in answers} == {400}
    assert len({answer.content for answer in answers}) == 1


def test_ended_membership_ends_access(budi: User, budi_api: APIClient, siti_partner: Partner) -> None:
    assert budi_api.get(f"/api/v1/custom-labels/{siti_partner.pk}").status_code == 200
    Membership.objects.filter(user=budi).update(ended_at=clock.now())
    assert budi_api.get(f"/api/v1/custom-labels/{siti_partner.pk}").status_code == 400
