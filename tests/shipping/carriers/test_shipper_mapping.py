"""Shipper's bodies: what goes where, types, and that nothing leaves that Shipper would refuse unnamed."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipping.carriers.base import CarrierRejected, Handover, ParcelRequest, Party, PickupPlan
from shipping.carriers.shipper import mapping
from shipping.sandbox.shipper import _is_valid
from tests.factories.sandbox import AYU_IN_BANDUNG, PLAN, SITI_IN_JAKARTA, cod_parcel


def body(**changes: Any) -> dict[str, Any]:
    return mapping.order_body(cod_parcel(**changes), rate_id=57, use_insurance=False)


def ayu(**changes: Any) -> Party:
    return Party(**{**vars(AYU_IN_BANDUNG), **changes})


def refused(**changes: Any) -> set[str]:
    with pytest.raises(CarrierRejected) as caught:
        mapping.check(cod_parcel(**changes))
    assert caught.value.reason
    return set(caught.value.fields)


def test_the_whole_order() -> None:
    assert body() == {
        "consigner": {"name": "Siti Aminah", "phone_number": "6281234567890"},
        "consignee": {"name": "Ayu Lestari", "phone_number": "6289876543210"},
        "courier": {"rate_id": 57, "use_insurance": False, "cod_amount": 180_000},
        "coverage": "domestic",
        "origin": {
            "address": "Jl. Melati No. 5 RT 03 RW 04",
            "area_id": 123_400_001,
            "direction": "Cilandak Barat",
        },
        "destination": {"address": "Jl. Anggrek 12", "area_id": 567_800_002, "direction": "Dago"},
        "external_id": "KOM2503070001",
        "package": {
            "length": 19,
            "width": 19,
            "height": 19,
            "weight": 1,
            "package_type": 2,
            "price": 150_000,
            "items": [{"id": 1, "name": "Gamis biru, kerudung", "price": 150_000, "qty": 1}],
            "qty": 1,
        },
        "payment_type": "postpay",
        "service_type": 1,
    }


def test_prices_are_asked_with_cod_and_whole_numbers() -> None:
    asked = mapping.pricing_body("123400001", "567800002", weight_kg=2, value_rp=180_000, volume_cm3=8_000)

    assert (asked["cod"], asked["for_order"], asked["weight"], asked["height"]) == (True, True, 2, 20)
    assert asked["origin"] == {"area_id": 123_400_001, "lat": "", "lng": ""}


def test_line_breaks_and_signs_never_leave() -> None:
    address = "Jl. Mawar\n\tNo. 5 \U0001f3e0 <b>\"Blok C\"</b> & 'gang' 7;|*"

    sent = body(recipient=ayu(name="Ayu ✨ Lestari", address_line=address))

    assert sent["destination"]["address"] == "Jl. Mawar No. 5 (b) Blok C (/b) + gang 7"
    assert sent["consignee"]["name"] == "Ayu Lestari"


def test_the_note_is_the_landmark_and_something_always_is() -> None:
    assert body(instruction="Rumah pagar hijau")["destination"]["direction"] == "Rumah pagar hijau"
    nameless = ayu(village="", district="江")
    assert body(recipient=nameless)["destination"]["direction"] == "-"


@pytest.mark.parametrize(("volume", "side"), [(0, 1), (1, 1), (8, 2), (9, 3), (1_000, 10), (1_001, 11)])
def test_a_volume_is_the_smallest_cube_around_it(volume: int, side: int) -> None:
    assert mapping.side_cm(volume) == side


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"is_cod": False}, "is_cod"),
        ({"cod_amount_rp": 20_000}, "cod_amount_rp"),
        ({"cod_amount_rp": 19_999}, "cod_amount_rp"),
        ({"origin_code": "CGK10000"}, "origin_code"),
        ({"origin_code": ""}, "origin_code"),
        ({"destination_code": "0"}, "destination_code"),
        ({"service_code": "REG19"}, "service_code"),
        ({"order_number": "kom-1"}, "order_number"),
        ({"billed_kg": 0}, "billed_kg"),
        ({"billed_kg": 1_000}, "billed_kg"),
        ({"goods_value_rp": 0}, "goods_value_rp"),
        ({"goods_description": "江"}, "goods_description"),
        ({"pickup": None, "handover": Handover.DROPOFF}, "pickup"),
        ({"pickup": PickupPlan(**{**vars(PLAN), "time": "25:00"})}, "pickup.time"),
        ({"recipient": ayu(phone="0812345678")}, "recipient.phone"),
        ({"recipient": ayu(phone="+62812345678")}, "recipient.phone"),
        ({"recipient": ayu(name="江")}, "recipient.name"),
        ({"recipient": ayu(address_line="\U0001f3e0")}, "recipient.address_line"),
        ({"recipient": ayu(address_line="Jl. " * 101)}, "recipient.address_line"),
        ({"sender": Party(**{**vars(SITI_IN_JAKARTA), "phone": ""})}, "sender.phone"),
    ],
)
def test_what_shipper_would_refuse_is_refused_here_with_its_name(changes: dict[str, Any], field: str) -> None:
    assert refused(**changes) == {field}


def test_everything_wrong_is_told_at_once() -> None:
    assert refused(is_cod=False, origin_code="", pickup=None) == {"is_cod", "origin_code", "pickup"}


def test_the_amount_to_collect_is_strictly_greater_than_the_price() -> None:
    mapping.check(cod_parcel(cod_amount_rp=20_001))
    with pytest.raises(CarrierRejected, match=r"Rp 20\.000"):
        mapping.check(cod_parcel(cod_amount_rp=20_000))


@pytest.mark.parametrize(
    ("courier", "rate", "code"),
    [
        ("SICEPAT", "SIUNT", "SIUNT"),
        ("SiCepat", "Reguler", "SIUNT"),
        ("sicepat", "Gokil", "GOKIL"),
        ("ID Express", "Standard", "STD"),
        ("IDE", "ID Lite", "IDlite"),
        ("ID Express", "ID-Truck", "Idtruck"),
        ("SAP Express", "UDRREG", "UDRREG"),
        ("SAP", "DRGREG", "DRGREG"),
        ("JNE", "REG", None),
        ("SICEPAT", "BEST", None),
        ("", "", None),
    ],
)
def test_rates_are_known_by_courier_and_name(courier: str, rate: str, code: str | None) -> None:
    assert mapping.service_of(courier, rate) == code


texts = st.text(max_size=80)


@given(name=texts, address=texts, note=texts, goods=texts, volume=st.integers(0, 10**6))
def test_whatever_passes_our_check_passes_shippers(
    name: str, address: str, note: str, goods: str, volume: int
) -> None:
    parcel: ParcelRequest = cod_parcel(
        recipient=ayu(name=name, address_line=address),
        instruction=note,
        goods_description=goods,
        volume_cm3=volume,
    )
    with suppress(CarrierRejected):
        mapping.check(parcel)
        assert _is_valid(mapping.order_body(parcel, rate_id=57, use_insurance=True))


def test_the_record_has_dotted_names() -> None:
    flat = mapping.flat(body())

    assert (flat["courier.cod_amount"], flat["destination.area_id"]) == ("180000", "567800002")
