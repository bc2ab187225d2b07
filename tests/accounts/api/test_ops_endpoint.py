from typing import Any

from django.test import Client

from accounts.models import User
from accounts.services import Device
from accounts.services._issue_token import issue_token

SAVE = "/api/v1/admin/no-cod/save"
MONITOR = "/api/v1/mitra/monitoring-pickup"


def call(user: User, method: str, path: str) -> Any:
    token = issue_token(user, Device(ip="127.0.0.1")).token
    return Client().generic(method, path, headers={"Authorization": f"Bearer {token}"})


def test_an_operator_needs_the_right_of_the_panel(wati: User) -> None:
    User.objects.filter(pk=wati.pk).update(is_superuser=False)
    wati.refresh_from_db()

    refused = call(wati, "POST", SAVE)

    assert (refused.status_code, refused.json()["status"]) == (403, "failed")
    assert "hak" in refused.json()["message"]
    assert call(wati, "GET", "/api/v1/island").status_code == 200, "looking needs none"


def test_a_seller_is_no_operator_and_no_desk(siti: User) -> None:
    assert call(siti, "POST", SAVE).status_code == 403
    refused = call(siti, "GET", MONITOR)
    assert (refused.status_code, refused.json()["message"]) == (400, "Khusus mitra ekspedisi.")
