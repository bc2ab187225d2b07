from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts import ports
from accounts.models import Partner, PartnerSettings, User, Warehouse
from accounts.services import set_default_warehouse

BOOLEANS = [
    "partner_is_allowed_edit",
    "partner_is_mutation_bank",
    "partner_is_mass_order",
    "partner_is_return_insight",
    "partner_is_order_notes",
    "partner_is_custom_label",
    "partner_is_tracking_sales",
    "partner_is_tracking_sales_dashboard",
    "partner_is_customer_reputation",
    "partner_is_shipping_cost",
]


def profile(client: APIClient, **options: Any) -> dict[str, Any]:
    answer = client.post("/api/v1/my-profile", **options)
    assert answer.status_code == 200
    data: dict[str, Any] = answer.json()["data"]
    return data


def test_fields_that_pages_break_without(siti: User, siti_partner: Partner, siti_api: APIClient) -> None:
    data = profile(siti_api)
    assert (data["user_id"], data["partner_id"]) == (siti.pk, siti_partner.pk)
    assert (data["is_komship"], data["user_kompoints"]) == (1, 0)
    assert data["vehicle"] == ["MOTOR", "MOBIL", "TRUCK"]
    assert data["popups"] == []
    assert data["user_email"] == "siti@example.com"
    assert data["user_address_default"] is None
    assert data["is_onboarding"] is True
    assert data["partner_name"] == "Toko Siti"
    assert isinstance(data["shipping"], list)
    assert data["payment_method"] == ["COD", "BANK TRANSFER"]
    assert data["partner_is_notification_whatsapp"] == 0
    assert all(isinstance(data[name], bool) for name in BOOLEANS)


def test_person_and_business(siti: User, siti_api: APIClient) -> None:
    User.objects.update(
        birth_on="1990-12-31", gender="female", marital_status="single", district="Karangmoncol"
    )
    data = profile(siti_api)
    expected = {
        "user_birth_date": "31/12/1990",
        "user_gender": "Perempuan",
        "user_marital_status": "Belum Menikah",
        "user_phone": "081234567890",
        "district": {"id": None, "name": "Karangmoncol"},
        "partner_business_name": "Toko Siti",
        "partner_no_hp_business": "081234567890",
        "address_partner_business": "Jakarta Barat, DKI Jakarta",
    }
    assert data | expected == data


def test_default_address(
    siti_api: APIClient, siti_warehouse: Warehouse, siti_second_warehouse: Warehouse
) -> None:
    address = {"address_id": siti_warehouse.pk, "detail_address": siti_warehouse.address_line}
    assert profile(siti_api)["user_address_default"] == address
    set_default_warehouse(siti_second_warehouse.pk, partner_id=siti_warehouse.partner_id)
    assert profile(siti_api)["user_address_default"]["address_id"] == siti_second_warehouse.pk


def test_incomplete_business_is_null(siti_api: APIClient) -> None:
    Partner.objects.update(business_name="", business_phone="", business_address="", onboarded_at=None)
    data = profile(siti_api)
    names = ("partner_business_name", "partner_no_hp_business", "address_partner_business")
    assert [data[name] for name in names] == [None, None, None]
    assert data["is_onboarding"] is False


def test_switches_are_the_partners_own(
    siti_api: APIClient, siti_partner: Partner, rina_api: APIClient
) -> None:
    PartnerSettings.objects.filter(partner=siti_partner).update(
        customer_reputation=True, bank_mutation=True, whatsapp_level=2
    )
    mine, hers = profile(siti_api), profile(rina_api)
    names = ("partner_is_customer_reputation", "partner_is_mutation_bank", "partner_is_notification_whatsapp")
    assert [mine[name] for name in names] == [True, True, 2]
    assert [hers[name] for name in names] == [False, False, 0]


def test_member_gets_the_partner_she_works_for(
    budi: User, siti_partner: Partner, budi_api: APIClient
) -> None:
    data = profile(budi_api)
    assert (data["user_id"], data["partner_id"]) == (budi.pk, siti_partner.pk)


@pytest.mark.parametrize("body", ['{"headers": {"a": 1}}', "[1]", "not json", ""])
def test_any_body_is_ignored(siti_api: APIClient, body: str) -> None:
    assert profile(siti_api, data=body, content_type="application/json")["user_name"] == "siti"


def test_operator_has_no_partner_profile(wati: User, api_for: Any) -> None:
    assert api_for(wati).post("/api/v1/my-profile").status_code == 400


def test_values_of_other_apps(siti_api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ports._profile_parts, ports.KOMPOINTS, lambda partner_id: 5000)
    assert profile(siti_api)["user_kompoints"] == 5000


def test_record_after_login_is_a_list_of_one(siti: User, siti_partner: Partner, siti_api: APIClient) -> None:
    by_post = siti_api.post("/api/user/get-profile", {"user_id": siti.pk}, format="json").json()["data"]
    by_form = siti_api.post("/api/user/get-profile", {"user_id": str(siti.pk)}).json()["data"]
    by_get = siti_api.get(f"/api/user/partner/get-profile/{siti.pk}").json()["data"]
    assert by_post == by_form == by_get
    (record,) = by_get
    expected = {
        "id": siti.pk,
        "role_id": 4,
        "role_name": "PARTNER",
        "is_komship": 1,
        "is_kompack": 0,
        "email": "siti@example.com",
        "username_change": True,
    }
    assert record | expected == record
    assert record["partner_detail"]["id"] == siti_partner.pk


def test_roles_in_the_clients_words(budi: User, budi_api: APIClient, wati: User, api_for: Any) -> None:
    (member,) = budi_api.get(f"/api/user/partner/get-profile/{budi.pk}").json()["data"]
    assert (member["role_id"], member["role_name"], member["is_komship"]) == (5, "TALENT GLOBAL", 1)
    (operator,) = api_for(wati).get(f"/api/user/partner/get-profile/{wati.pk}").json()["data"]
    assert (operator["role_name"], operator["partner_detail"]) == ("ADMIN", None)


def test_colleagues_are_seen_strangers_are_not(
    siti_api: APIClient, budi: User, rina: User, rina_api: APIClient, siti: User
) -> None:
    assert siti_api.get(f"/api/user/partner/get-profile/{budi.pk}").status_code == 200
    refusals = [
        rina_api.get(f"/api/user/partner/get-profile/{number}") for number in (siti.pk, 2**62, 10**30)
    ]
    assert {answer.status_code for answer in refusals} == {400}
    assert len({answer.content for answer in refusals}) == 1
    assert rina_api.post("/api/user/get-profile", {"user_id": siti.pk}).status_code == 400


@pytest.mark.parametrize(
    "body", [{}, {"user_id": ""}, {"user_id": "x"}, {"user_id": 10**30}, {"user_id": -1}]
)
def test_whose_profile_must_be_said(siti_api: APIClient, body: dict[str, Any]) -> None:
    assert siti_api.post("/api/user/get-profile", body, format="json").status_code == 400
