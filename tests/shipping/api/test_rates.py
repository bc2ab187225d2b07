from typing import Any

from rest_framework.test import APIClient

from shipping.models import Courier, Destination
from shipping.sandbox.server import SandboxServer
from tests.factories.shipping import place


def test_anybody_may_ask(nobody_api: APIClient, jne: Courier, jne_answers: SandboxServer) -> None:
    goal = Destination.objects.exclude(tariff_code="").exclude(city=place("Cihapit").city).order_by("pk")[0]
    query: dict[str, Any] = {
        "shipper_destination": place("Cihapit").pk,
        "receiver_destination": goal.pk,
        "weight": "12",
    }
    grouped = nobody_api.get("/api/v3/landingpage/calculate", query).json()["data"]
    row = next(row for row in grouped["data_regular"] if row["shipping_type"] == "REG19")
    assert row["shipping_cost_komship"] == row["shipping_cost"] * 3 // 4
    assert row["value"] == f"JNE-REG19-{row['shipping_cost']}"
    assert row["estimasi"].endswith(" hari")
    assert [row["shipping_type"] for row in grouped["data_truck"]] == ["JTR18", "GOKIL", "Idtruck", "DRGREG"]
    flat = nobody_api.get("/api/v2/landingpage/calculate", query).json()["data"]
    assert flat == [*grouped["data_regular"], *grouped["data_truck"]]
