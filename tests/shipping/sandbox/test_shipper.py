"""Shipper's side of the sandbox: strict types, errors in the envelope, orders that wait for a pickup."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import requests

from shipping.carriers.shipper import mapping
from shipping.sandbox.parcels import Move, MoveOrder, Refused
from shipping.sandbox.server import SandboxServer
from shipping.sandbox.shipper import API_KEY
from tests.factories.sandbox import cod_parcel
from tests.shipping.sandbox.conftest import Call

NUMBER = "KOM2503070001"


def ask(sandbox: SandboxServer, method: str, path: str, body: Any = None, key: str = API_KEY) -> Any:
    reply = requests.request(method, sandbox.url + path, json=body, headers={"X-API-Key": key}, timeout=5)
    answer = reply.json()
    assert answer["metadata"]["http_status_code"] == reply.status_code
    return reply.status_code, answer


def order(**changes: Any) -> dict[str, Any]:
    """An order body; `courier__cod_amount=...` changes a part of it."""
    body = copy.deepcopy(mapping.order_body(cod_parcel(), rate_id=57, use_insurance=False))
    for path, value in changes.items():
        *parents, name = path.split("__")
        part = body
        for parent in parents:
            part = part[parent]
        part[name] = value
    return body


def created(sandbox: SandboxServer, **changes: Any) -> str:
    status, answer = ask(sandbox, "POST", "/v3/order", order(**changes))
    assert status == 201
    return str(answer["data"]["order_id"])


def activated(sandbox: SandboxServer, *numbers: str) -> int:
    body = mapping.pickup_body(list(numbers), start="a", end="b", timezone="Asia/Jakarta")
    return int(ask(sandbox, "POST", "/v3/pickup/timeslot", body)[0])


def test_an_order_is_inactive_and_has_no_airway_bill(sandbox: SandboxServer) -> None:
    number = created(sandbox)
    status, answer = ask(sandbox, "GET", f"/v3/order/{number}")
    data = answer["data"]
    assert (status, data["is_active"], data["awb_number"], data["pickup_code"]) == (200, False, "", "")
    assert data["cod"]["cod_fee_amount"] == 5_400
    assert [row["shipper_status"]["code"] for row in data["trackings"]] == [1000]


def test_a_repeated_external_id_makes_a_second_order(sandbox: SandboxServer, read: Call) -> None:
    first, second = created(sandbox), created(sandbox)
    assert first != second
    stats = read("/sandbox/stats")
    assert stats["orders_with_many"] == {NUMBER: [first, second]}
    assert stats["duplicates"] == {NUMBER: 1}
    # The look-up tells of the first and not that there are two.
    _, answer = ask(sandbox, "GET", f"/v3/order/external-id/{NUMBER}")
    assert answer["data"]["order_id"] == first


@pytest.mark.parametrize(
    "changes",
    [
        {"courier__cod_amount": "180000"},
        {"courier__cod_amount": 1},
        {"courier__rate_id": "57"},
        {"destination__area_id": "567800002"},
        {"destination__address": "Jl. A\nNo. 1"},
        {"destination__direction": ""},
        {"consignee__phone_number": "+6281234567890"},
        {"consignee__phone_number": "081234567890"},
        {"package__weight": 1.5},
        {"package__package_type": 3},
        {"package__items": []},
        {"courier__use_insurance": "false"},
    ],
)
def test_types_matter_and_no_field_is_named(sandbox: SandboxServer, changes: dict[str, Any]) -> None:
    status, answer = ask(sandbox, "POST", "/v3/order", order(**changes))
    assert status == 400
    assert answer["metadata"]["errors"] == [
        {"code": 10005, "message": "Invalid Input. Please Validate Your Input."}
    ]
    assert "data" not in answer
    assert not sandbox.world.parcels


def test_the_amount_to_collect_must_be_greater_than_the_price(sandbox: SandboxServer) -> None:
    body = mapping.pricing_body("123400001", "567800002", weight_kg=1, value_rp=100_000)
    _, answer = ask(sandbox, "POST", "/v3/pricing/domestic", body)
    price = next(r["final_price"] for r in answer["data"]["pricings"] if r["rate"]["id"] == 57)
    assert ask(sandbox, "POST", "/v3/order", order(courier__cod_amount=price))[0] == 400
    assert ask(sandbox, "POST", "/v3/order", order(courier__cod_amount=price + 1))[0] == 201


def test_other_refusals(sandbox: SandboxServer) -> None:
    status, answer = ask(sandbox, "POST", "/v3/order", order(courier__rate_id=999))
    assert (status, answer["metadata"]["errors"][0]["code"]) == (400, 810)
    status, answer = ask(sandbox, "POST", "/v3/order", order(), key="wrong")
    assert (status, answer["metadata"]["errors"][0]["code"]) == (401, 10001)
    assert ask(sandbox, "GET", f"/v3/order/external-id/{NUMBER}")[0] == 404
    assert ask(sandbox, "GET", "/v3/nothing")[0] == 404
    assert ask(sandbox, "POST", "/v3/pricing/domestic", {"cod": True})[0] == 400


def test_a_pickup_is_for_all_or_none(sandbox: SandboxServer) -> None:
    number = created(sandbox)
    assert activated(sandbox, number, "NOBODY") == 400
    assert sandbox.world.parcels[number].activated_at is None
    assert activated(sandbox, number) == 200
    data = ask(sandbox, "GET", f"/v3/order/{number}")[1]["data"]
    assert (data["is_active"], bool(data["pickup_code"])) == (True, True)


def test_slots_are_hours_of_the_day_in_jakarta(sandbox: SandboxServer) -> None:
    _, answer = ask(sandbox, "GET", "/v3/pickup/timeslot?time_zone=Asia/Jakarta")
    starts = [row["start_time"] for row in answer["data"]["time_slots"]]
    assert {start[11:] for start in starts} == {f"{hour:02d}:00:00+07:00" for hour in range(8, 22)}


def test_nothing_moves_before_a_pickup_is_asked_for(sandbox: SandboxServer) -> None:
    parcel = sandbox.world.parcels[created(sandbox)]
    with pytest.raises(Refused):
        sandbox.world.move(parcel, MoveOrder(to=Move.PICKED_UP))


def test_delivered_is_not_the_end_and_paid_is(sandbox: SandboxServer, post: Call) -> None:
    number = created(sandbox)
    activated(sandbox, number)
    post(f"/sandbox/parcels/{NUMBER}/move", to="delivered")
    assert ask(sandbox, "GET", f"/v3/order/{number}")[1]["data"]["cod"]["disburse_status"] == 0
    post(f"/sandbox/parcels/{NUMBER}/move", to="paid")
    data = ask(sandbox, "GET", f"/v3/order/{number}")[1]["data"]
    assert (data["cod"]["disburse_status"], data["shipment_status"]["code"]) == (1, 2000)
    post(f"/sandbox/parcels/{NUMBER}/move", 409, to="returned")


def test_the_airway_bill_waits_as_long_as_it_is_told_to(sandbox: SandboxServer, post: Call) -> None:
    post("/sandbox/awb-delay", s=60)
    number = created(sandbox)
    activated(sandbox, number)
    path = f"/v3/order/{number}"
    assert ask(sandbox, "GET", path)[1]["data"]["awb_number"] == ""
    post("/sandbox/time", advance_s=61)
    assert ask(sandbox, "GET", path)[1]["data"]["awb_number"].startswith("00")


def test_autoplay_pays_out_a_day_after_delivery(sandbox: SandboxServer, post: Call) -> None:
    for n in range(12):
        number = created(sandbox, external_id=f"KOM{n}")
        activated(sandbox, number)
    post("/sandbox/autoplay", speed=1)
    post("/sandbox/time", advance_days=10)
    for parcel in sandbox.world.parcels.values():
        sandbox.world.play(parcel)
    ends = {parcel.last_move for parcel in sandbox.world.parcels.values()}
    assert "paid" in ends
    assert "delivered" not in ends


def test_memory_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.jsonl"
    first = SandboxServer(state=state).start()
    number = created(first)
    activated(first, number)
    code = first.world.parcels[number].pickup_code
    first.stop()

    again = SandboxServer(state=state).start()
    data = ask(again, "GET", f"/v3/order/{number}")[1]["data"]
    assert (data["is_active"], data["pickup_code"], data["external_id"]) == (True, code, NUMBER)
    again.stop()


def test_the_page_shows_both_couriers(sandbox: SandboxServer) -> None:
    number = created(sandbox)
    page = requests.get(sandbox.url, timeout=5).text
    assert number in page
    assert "Ayu Lestari" in page
    assert "shipper-order" in page


def test_requests_are_kept_without_the_key(sandbox: SandboxServer, read: Call) -> None:
    created(sandbox)
    kept = read("/sandbox/requests")["requests"][-1]
    assert json.loads(kept["fields"]["body"])["external_id"] == NUMBER
    assert API_KEY not in json.dumps(kept)
