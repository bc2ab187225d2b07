import re

import pytest
from pytest_django.asserts import assertNumQueries
from rest_framework.test import APIClient

from accounts.models import Partner
from shipping.models import Shipment
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import poll_now
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")

V1, V2 = "/api/v1/bulk-check-awb", "/api/v2/bulk-check-awb"


@pytest.fixture
def delivered(siti_partner: Partner, jne_answers: SandboxServer) -> Shipment:
    shipment = booked_parcel(siti_partner)
    jne_answers.world.move(jne_answers.world.find(shipment.reference), MoveOrder(to=Move.DELIVERED))
    list(poll_now([shipment.pk]))
    shipment.refresh_from_db()
    return shipment


def test_second_version_is_one_object(siti_api: APIClient, delivered: Shipment) -> None:
    data = siti_api.post(V2, {"data": delivered.awb}, format="json").json()["data"]

    assert data["airway_bill"] == delivered.awb
    assert data["customer"] == "Ayu Lestari"
    assert data["airway_address"] == "Jl. Anggrek 12"
    assert data["receiver"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+07:00", data["cnote_date"])
    assert data["shipping_icon"].startswith("http")
    steps = data["history"]
    assert [step["date"] for step in steps] == sorted(step["date"] for step in steps)
    assert set(steps[-1]) == {"date", "desc", "code", "status", "send_wa", "type"}
    assert (steps[0]["status"], steps[-1]["status"], steps[-1]["send_wa"]) == ("Pickup", "Delivered", 0)


@pytest.mark.parametrize("where", ["query", "form", "json", "bare"])
def test_first_version_is_a_list_wherever_the_number_comes_from(
    siti_api: APIClient, delivered: Shipment, where: str
) -> None:
    awb = f"{delivered.awb}, 000"
    answer = {
        "query": lambda: siti_api.get(V1, {"data": awb}),
        "form": lambda: siti_api.post(V1, {"data": awb}, format="multipart"),
        "json": lambda: siti_api.post(V1, {"data": awb}, format="json"),
        "bare": lambda: siti_api.post(V1, f'"{awb}"', content_type="application/json"),
    }[where]()

    rows = answer.json()["data"]
    assert [row["airway_bill"] for row in rows] == [delivered.awb]
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d:\d\d", rows[0]["cnote_last_update"])
    assert rows[0]["last_status"].startswith("DELIVERED")


def test_parcel_that_was_not_scanned_yet(
    siti_api: APIClient, siti_partner: Partner, jne_answers: SandboxServer
) -> None:
    shipment = booked_parcel(siti_partner)

    data = siti_api.post(f"{V2}?data={shipment.awb}").json()["data"]

    assert (data["history"], data["receiver"], data["cnote_last_update"]) == ([], "", None)


@pytest.mark.parametrize("bad", [{}, {"data": ""}, {"data": "999"}, {"data": "x" * 500}, {"data": 5}])
@pytest.mark.parametrize("path", [V1, V2])
def test_nothing_found(siti_api: APIClient, delivered: Shipment, path: str, bad: dict[str, object]) -> None:
    answer = siti_api.post(path, bad, format="json")

    assert answer.status_code == 400
    assert "belum discan" in answer.json()["message"]


def test_strangers_see_nothing(rina_api: APIClient, delivered: Shipment) -> None:
    for path in (V1, V2):
        assert rina_api.post(path, {"data": delivered.awb}, format="json").status_code == 400


def test_number_of_parcels_does_not_matter(
    siti_api: APIClient, siti_partner: Partner, delivered: Shipment
) -> None:
    def queries(awbs: str) -> None:
        assert siti_api.post(V1, {"data": awbs}, format="json").status_code == 200

    more = [booked_parcel(siti_partner, f"KOM261121001{n}").awb for n in range(4)]
    queries(str(delivered.awb))
    # Token, access, parcels, scans.
    with assertNumQueries(4):
        queries(",".join([str(delivered.awb), *map(str, more)]))
