"""Clients are told that rates hold at once, so setting them needs the right to do it alone."""

import pytest
from django.contrib.auth.models import Permission
from rest_framework.test import APIClient

from accounts.models import User
from shipping.models import FeeWindow
from tests.factories.cast import ApiFor
from tests.factories.shipping import service_of

pytestmark = pytest.mark.usefixtures("couriers")

BODY = {
    "shipping_name": "JNE",
    "service_name": "REG19",
    "cashback_from": 28,
    "cashback_to": 20,
    "service_fee_from": 2.5,
    "service_fee_to": 2.8,
    "max_pickup_time": "15:00",
    "vehicles": ["MOTOR"],
    "criterias": [{"origin": [1], "destination": [1], "delivery": 100, "retur": 25, "type": "include"}],
}


def put(api: APIClient) -> int:
    url = f"/api/v1/admin/shipment/update/{service_of('REG19').pk}"
    return api.put(url, BODY, format="json").status_code


def allow(user: User, codename: str) -> None:
    user.user_permissions.add(Permission.objects.get(codename=codename))


def test_rates_are_set_at_once_only_by_who_may_do_so_alone(wati: User, api_for: ApiFor) -> None:
    User.objects.filter(pk=wati.pk).update(is_superuser=False)
    api = api_for(wati)
    allow(wati, "add_feewindow")
    assert put(api) == 403
    assert FeeWindow.objects.filter(service=service_of("REG19")).count() == 1

    allow(wati, "set_rates_alone")
    assert put(api) == 200
    made = FeeWindow.objects.filter(service=service_of("REG19")).latest("valid_from")
    assert (made.made_by, made.approved_by) == (wati, None)
