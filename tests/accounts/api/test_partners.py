from datetime import timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Partner, SenderIdentity, StarterChallenge, User
from accounts.services import add_member, complete_mission, start_challenge
from accounts.states import MemberRole, Mission, Right
from komship.lib import clock
from tests.factories.accounts import STAFF_RIGHTS


def data_of(client: APIClient, path: str) -> Any:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200
    return answer.json()["data"]


def test_owner_gets_her_own_partner(siti: User, siti_partner: Partner, siti_api: APIClient) -> None:
    expected = {"partner_id": siti_partner.pk, "partner_name": "Toko Siti", "partner_user_id": siti.pk}
    assert data_of(siti_api, "v1/partner") == [expected]


def test_hired_person_gets_all_she_serves(
    budi: User, budi_api: APIClient, siti_partner: Partner, rina_partner: Partner
) -> None:
    add_member(budi, partner_id=rina_partner.pk, role=MemberRole.HIRED_CS, rights=[])
    assert [row["partner_id"] for row in data_of(budi_api, "v1/partner")] == [
        siti_partner.pk,
        rina_partner.pk,
    ]


def test_badge_is_the_level_with_its_picture(siti_api: APIClient, siti_partner: Partner) -> None:
    assert data_of(siti_api, "v1/partner/badge")["level"] == "Regular"
    Partner.objects.filter(pk=siti_partner.pk).update(level="juragan")
    badge = data_of(siti_api, "v1/partner/badge")
    assert badge["level"] == "Juragan"
    assert badge["image_url"].startswith("http://testserver/static/img/badges/juragan")


def test_one_identity_has_the_partners_name(siti_api: APIClient, siti_partner: Partner) -> None:
    SenderIdentity.objects.create(partner=siti_partner, name="Butik Kedua", phone="6281200000001")
    rows = data_of(siti_api, f"v1/custom-labels/{siti_partner.pk}")
    assert [(row["name_label"], row["no_hp"], row["is_default"]) for row in rows] == [
        ("Toko Siti", "081234567890", 1),
        ("Butik Kedua", "081200000001", 0),
    ]
    assert {type(row["id"]) for row in rows} == {int}


def test_without_a_challenge_the_body_says_so(siti_api: APIClient) -> None:
    answer = siti_api.get("/api/v1/gamifaction/list")
    body = answer.json()
    assert (answer.status_code, body["code"]) == (200, 1001)
    assert body["message"] == "partner does not have gamification data!"


def test_challenge_counts_missions(siti_api: APIClient, siti_partner: Partner) -> None:
    start_challenge(siti_partner.pk)
    complete_mission(siti_partner.pk, Mission.COURIER)
    data = data_of(siti_api, "v1/gamifaction/list")
    assert (data["partner_id"], data["is_expedition_setting"], data["is_product_upload"]) == (
        siti_partner.pk,
        1,
        0,
    )
    assert (data["is_finish"], data["is_claim"], data["is_expired"]) == (0, 0, False)
    assert len(data["expired_at"]) == 19


def test_finished_challenge_does_not_expire(siti_api: APIClient, siti_partner: Partner) -> None:
    start_challenge(siti_partner.pk)
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        assert data_of(siti_api, "v1/gamifaction/list")["is_expired"] is True
        StarterChallenge.objects.update(finished_at=clock.now())
        assert data_of(siti_api, "v1/gamifaction/list")["is_expired"] is False


def menu_of(client: APIClient, query: str = "") -> dict[str, Any]:
    rows = data_of(client, f"user/partner/get-menu-komship-member{query}")["privilege"]
    return {row["menu_name"]: row["access"] for row in rows}


def test_menus_of_a_member(budi: User, budi_api: APIClient) -> None:
    menus = menu_of(budi_api, f"?user_id={budi.pk}")
    assert list(menus) == [
        "DASHBOARD",
        "PRODUCT",
        "GUDANG",
        "ORDER",
        "PICKUP",
        "FINANCE",
        "SETTING",
        "KENDALA",
    ]
    assert menus["FINANCE"] == "No Data Access."
    assert [row["access_id"] for row in menus["ORDER"]] == [1, 2, 3, 4]
    assert menus["PICKUP"][0] == {"menu_position_id": 5, "access_id": 5, "access_name": "Submit Pickup"}
    granted = sum(len(access) for access in menus.values() if isinstance(access, list))
    assert granted == len(STAFF_RIGHTS)


def test_owner_sees_her_own_and_her_staffs_menus(siti_api: APIClient, budi: User) -> None:
    assert "No Data Access." not in menu_of(siti_api).values()
    assert menu_of(siti_api, f"?user_id={budi.pk}")["FINANCE"] == "No Data Access."


def test_menus_of_others_are_refused(
    siti_api: APIClient, budi_api: APIClient, siti: User, rina: User
) -> None:
    path = "/api/user/partner/get-menu-komship-member?user_id="
    for client, number in ((siti_api, rina.pk), (siti_api, 2**62), (siti_api, 2**70), (budi_api, siti.pk)):
        assert client.get(f"{path}{number}").status_code == 400


@pytest.mark.parametrize("right", Right)
def test_every_right_has_a_menu_and_an_access_id(right: Right) -> None:
    assert right.menu.value * 100 + right.access_id == right.value
