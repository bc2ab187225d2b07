"""Both of JNE's forms: what goes where, and that nothing ever exceeds its bytes."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from komship.lib.text import ascii_safe
from shipping.carriers.base import CarrierRejected, ParcelRequest, Party, PickupPlan, Vehicle
from shipping.carriers.jne import mapping
from shipping.sandbox.jne_forms import DROPOFF_FIELDS, PICKUP_FIELDS, FieldRule, empty_field, misfit
from tests.factories.sandbox import AYU_IN_BANDUNG, PLAN, SITI_IN_JAKARTA, dropoff_parcel, pickup_parcel

CUST = "TESTAKUN"


def dropoff(**changes: Any) -> dict[str, str]:
    return mapping.dropoff_fields(dropoff_parcel(**changes), CUST)


def pickup(**changes: Any) -> dict[str, str]:
    return mapping.pickup_fields(pickup_parcel(**changes), CUST)


def refused_fields(**changes: Any) -> set[str]:
    with pytest.raises(CarrierRejected) as caught:
        dropoff(**changes)
    assert caught.value.reason
    return set(caught.value.fields)


def ayu(**changes: Any) -> Party:
    return Party(**{**vars(AYU_IN_BANDUNG), **changes})


def plan(**changes: Any) -> PickupPlan:
    return PickupPlan(**{**vars(PLAN), **changes})


# ---- content -----------------------------------------------------------------------------


def test_dropoff_form_in_full() -> None:
    assert dropoff(instruction="Jangan dibanting", is_insured=True) == {
        "OLSHOP_BRANCH": "CGK000",
        "OLSHOP_CUST": CUST,
        "OLSHOP_ORDERID": "KOM2503070001",
        "OLSHOP_SHIPPER_NAME": "Siti Aminah",
        "OLSHOP_SHIPPER_ADDR1": "Jl. Melati No. 5 RT 03 RW 04",
        "OLSHOP_SHIPPER_ADDR2": "Cilandak Barat, Cilandak, KOTA",
        "OLSHOP_SHIPPER_ADDR3": "JAKARTA SELATAN",
        "OLSHOP_SHIPPER_CITY": "JAKARTA SELATAN",
        "OLSHOP_SHIPPER_REGION": "DKI JAKARTA",
        "OLSHOP_SHIPPER_ZIP": "12430",
        "OLSHOP_SHIPPER_PHONE": "+6281234567890",
        "OLSHOP_RECEIVER_NAME": "Ayu Lestari",
        "OLSHOP_RECEIVER_ADDR1": "Jl. Anggrek 12",
        "OLSHOP_RECEIVER_ADDR2": "Dago, Coblong, KOTA BANDUNG",
        "OLSHOP_RECEIVER_CITY": "BANDUNG",
        "OLSHOP_RECEIVER_REGION": "JAWA BARAT",
        "OLSHOP_RECEIVER_ZIP": "40135",
        "OLSHOP_RECEIVER_PHONE": "+6289876543210",
        "OLSHOP_QTY": "2",
        "OLSHOP_WEIGHT": "1",
        "OLSHOP_GOODSDESC": "Gamis biru, kerudung",
        "OLSHOP_GOODSVALUE": "150000",
        "OLSHOP_GOODSTYPE": "2",
        "OLSHOP_INST": "Jangan dibanting",
        "OLSHOP_INS_FLAG": "Y",
        "OLSHOP_ORIG": "CGK10000",
        "OLSHOP_DEST": "BDO10000",
        "OLSHOP_SERVICE": "REG",
        "OLSHOP_COD_FLAG": "N",
        "OLSHOP_COD_AMOUNT": "0",
    }


def test_pickup_form_has_every_mandatory_field() -> None:
    form = pickup()
    assert empty_field(PICKUP_FIELDS, form) is None
    assert set(form) <= set(PICKUP_FIELDS)
    assert (form["PICKUP_DATE"], form["PICKUP_TIME"], form["PICKUP_VEHICLE"]) == (
        "07-03-2025",
        "14:30",
        "MOTOR",
    )
    assert (form["TYPE"], form["SPECIAL_INS"], form["RECEIVER_COUNTRY"]) == ("PICKUP", "-", "INDONESIA")
    assert (form["BRANCH"], form["RETURN_BRANCH"], form["WEIGHT"]) == ("CGK000", "CGK000", "1.3")


def test_contact_is_cut_shorter_than_the_name() -> None:
    form = pickup(recipient=ayu(name="Raden Ayu Lestari Kusumaningrat Wijaya"))
    assert (len(form["RECEIVER_NAME"]), len(form["RECEIVER_CONTACT"])) == (30, 20)


def test_return_address_is_left_out_when_it_has_no_room() -> None:
    long_line = (
        "Jl. Raya Cilandak Permai Perumahan Griya Asri Blok D2 No. 15 RT 003 RW 004 sebelah masjid agung"
    )
    form = pickup(sender=Party(**{**vars(SITI_IN_JAKARTA), "address_line": long_line}))
    assert not any(name.startswith("RETURN_") for name in form)
    assert form["SHIPPER_ADDR1"] in long_line


@pytest.mark.parametrize(
    ("weight_g", "billed_kg", "text"),
    [
        (1300, 1, "1.3"),
        (1301, 2, "1.301"),
        (200, 1, "0.2"),
        (2000, 2, "2"),
        (500, 5, "5"),  # a big light box is billed by its size
        (10_050, 10, "10.05"),
    ],
)
def test_pickup_weight_is_the_true_weight_unless_size_bills_more(
    weight_g: int, billed_kg: int, text: str
) -> None:
    assert mapping.pickup_weight(weight_g, billed_kg) == text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("KABUPATEN BANDUNG BARAT", "BANDUNG BARAT"),
        ("Kota Bandung", "Bandung"),
        ("KOTA ADMINISTRASI JAKARTA SELATAN", "JAKARTA SELATAN"),
        ("KABUPATEN PENUKAL ABAB LEMATANG ILIR", "PENUKAL ABAB LEMATAN"),
        ("KOTABARU", "KOTABARU"),
        ("", "-"),
    ],
)
def test_city_loses_its_kind_before_it_is_cut(name: str, shown: str) -> None:
    assert mapping.city_form(name, 20) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("DAERAH ISTIMEWA YOGYAKARTA", "DI YOGYAKARTA"),
        ("Daerah Khusus Ibukota Jakarta", "DKI Jakarta"),
        ("KEPULAUAN BANGKA BELITUNG", "KEP BANGKA BELITUNG"),
        ("NUSA TENGGARA TIMUR", "NUSA TENGGARA TIMUR"),
    ],
)
def test_province_in_its_short_form(name: str, shown: str) -> None:
    assert mapping.region_form(name, 20) == shown


def test_short_address_fills_the_mandatory_second_line() -> None:
    form = dropoff(recipient=ayu(village="", district="", city="KOTA BATU", address_line="Jl. A"))
    assert (form["OLSHOP_RECEIVER_ADDR1"], form["OLSHOP_RECEIVER_ADDR2"]) == ("Jl. A", "KOTA BATU")
    bare = ayu(village="", district="", city="", address_line="Jl. A")
    assert dropoff(recipient=bare)["OLSHOP_RECEIVER_ADDR2"] == "-"


def test_area_names_are_dropped_before_the_address_is() -> None:
    line = "Perumahan Griya Asri Permai Blok D2 No. 15 RT 003 RW 004"
    form = dropoff(recipient=ayu(address_line=line, village="Sumber Sari Tengah", district="Lowokwaru Kidul"))
    lines = [form[f"OLSHOP_RECEIVER_ADDR{number}"] for number in (1, 2, 3)]
    assert " ".join(lines[:2]) == line
    assert lines[2] == "Lowokwaru Kidul, KOTA BANDUNG"
    assert "Sumber" not in " ".join(lines)


def test_quotes_and_ampersands_are_replaced_because_jne_stores_them_escaped() -> None:
    name = dropoff(recipient=ayu(name="Bu Levi's & Co <3"))["OLSHOP_RECEIVER_NAME"]
    assert not set(name) & set("'\"&<>")


def test_blanks_and_control_characters_are_folded() -> None:
    form = dropoff(recipient=ayu(name=" Ayu\r\n\tLestari  "))
    assert form["OLSHOP_RECEIVER_NAME"] == "Ayu Lestari"


# ---- refusals ----------------------------------------------------------------------------


def test_address_over_90_bytes_is_refused_by_name_and_not_cut() -> None:
    with pytest.raises(CarrierRejected) as caught:
        dropoff(recipient=ayu(address_line="Jl. Kenanga Raya Indah " * 5))
    assert caught.value.fields == {
        "recipient.address_line": "Alamat penerima terlalu panjang untuk JNE: maksimal 90 karakter."
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"order_number": "kom1"}, "order_number"),
        ({"order_number": "K" * 21}, "order_number"),
        ({"order_number": ""}, "order_number"),
        ({"origin_code": ""}, "origin_code"),
        ({"destination_code": "40135-BANDUNG"}, "destination_code"),
        ({"service_family": ""}, "service_family"),
        ({"service_code": "SERVICE-WITH-A-NAME"}, "service_code"),
        ({"billed_kg": 0}, "billed_kg"),
        ({"billed_kg": 1000}, "billed_kg"),
        ({"weight_g": 0}, "weight_g"),
        ({"quantity": 100_000}, "quantity"),
        ({"goods_value_rp": 0}, "goods_value_rp"),
        ({"goods_value_rp": 10**12}, "goods_value_rp"),
        ({"goods_description": "🎁"}, "goods_description"),
        ({"is_cod": True, "cod_amount_rp": 0}, "cod_amount_rp"),
        ({"recipient": ayu(name="山田")}, "recipient.name"),
        ({"recipient": ayu(address_line="🏠")}, "recipient.address_line"),
        ({"recipient": ayu(postal_code="4013")}, "recipient.postal_code"),
        ({"recipient": ayu(postal_code="٤٠١٣٥")}, "recipient.postal_code"),
        ({"recipient": ayu(phone="628123456789012")}, "recipient.phone"),
        ({"recipient": ayu(phone="+62812")}, "recipient.phone"),
    ],
)
def test_what_jne_cannot_take_is_refused_before_the_call(changes: dict[str, Any], field: str) -> None:
    assert refused_fields(**changes) == {field}


def test_every_fault_is_named_at_once() -> None:
    fields = refused_fields(quantity=0, recipient=ayu(name="", postal_code="x"))
    assert fields == {"quantity", "recipient.name", "recipient.postal_code"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pickup": None}, "pickup"),
        ({"pickup": plan(time="9:30")}, "pickup.time"),
        ({"pickup": plan(time="24:00")}, "pickup.time"),
        ({"pickup": plan(contact_phone="0812")}, "pickup.contact_phone"),
        ({"pickup": plan(contact_name="🙂")}, "pickup.contact_name"),
        ({"pickup": plan(address_line="a" * 301)}, "pickup.address_line"),
        ({"origin_code": "BTH10000"}, "origin_code"),
    ],
)
def test_pickup_plan_is_checked_too(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(CarrierRejected) as caught:
        pickup(**changes)
    assert set(caught.value.fields) == {field}


# ---- properties --------------------------------------------------------------------------

WILD = st.one_of(
    st.text(max_size=120),
    st.text(alphabet=st.characters(codec="latin-1"), max_size=120),
    st.lists(st.text(alphabet="abc'&<\"éñ🎉 ", min_size=1, max_size=40), max_size=8).map(" ".join),
)
# At least one Latin letter, or the parcel would nearly always be refused and the rest not be tried.
NAMES = WILD.map(lambda text: f"A{text}")


@st.composite
def parties(draw: st.DrawFn) -> Party:
    return Party(
        name=draw(NAMES),
        phone=draw(st.from_regex(r"628[0-9]{7,11}", fullmatch=True)),
        address_line=draw(NAMES),
        village=draw(WILD),
        district=draw(WILD),
        city=draw(WILD),
        province=draw(WILD),
        postal_code=draw(st.from_regex(r"[0-9]{5}", fullmatch=True)),
    )


@st.composite
def parcels(draw: st.DrawFn) -> ParcelRequest:
    return pickup_parcel(
        sender=draw(parties()),
        recipient=draw(parties()),
        weight_g=draw(st.integers(1, 999_999)),
        billed_kg=draw(st.integers(1, 999)),
        quantity=draw(st.integers(1, 99_999)),
        goods_description=draw(NAMES),
        goods_value_rp=draw(st.integers(1, 10**12 - 1)),
        instruction=draw(WILD),
        is_cod=draw(st.booleans()),
        cod_amount_rp=draw(st.integers(1, 10**12 - 1)),
        pickup=PickupPlan(
            on=draw(st.dates(date(2020, 1, 1), date(2040, 1, 1))),
            time="08:00",
            contact_name=draw(NAMES),
            contact_phone=PLAN.contact_phone,
            address_line=draw(NAMES),
            district=draw(WILD),
            city=draw(WILD),
            vehicle=draw(st.sampled_from(Vehicle)),
        ),
    )


def form_or_refusal(build: Callable[..., dict[str, str]], parcel: ParcelRequest) -> dict[str, str] | set[str]:
    try:
        return build(parcel, CUST)
    except CarrierRejected as refusal:
        return set(refusal.fields)


@pytest.mark.parametrize(
    ("build", "rules"),
    [(mapping.dropoff_fields, DROPOFF_FIELDS), (mapping.pickup_fields, PICKUP_FIELDS)],
)
@given(parcel=parcels())
def test_every_form_fits_or_a_long_address_is_named(
    build: Callable[..., dict[str, str]], rules: Mapping[str, FieldRule], parcel: ParcelRequest
) -> None:
    form = form_or_refusal(build, parcel)
    if isinstance(form, set):
        assert form <= {"sender.address_line", "recipient.address_line", "pickup.address_line"}
        return
    assert (empty_field(rules, form), misfit(rules, form)) == (None, None)
    assert all(value.isascii() and value.isprintable() for value in form.values())
    assert not any(set(value) & set("'\"&<") for value in form.values())


@given(party=parties(), width=st.sampled_from([30, 85]))
def test_address_lines_lose_no_word_of_the_address(party: Party, width: int) -> None:
    try:
        lines = mapping.address_lines(party, width)
    except ValueError:
        assert len(ascii_safe(party.address_line)) > width
        return
    assert len(lines) == 3
    assert all(len(line.encode()) <= width for line in lines)
    kept = "".join(lines).replace(" ", "")
    assert kept.startswith(ascii_safe(party.address_line).replace(" ", ""))


@given(parcel=parcels())
def test_frozen_parcel_comes_back_equal_from_json(parcel: ParcelRequest) -> None:
    again = ParcelRequest.from_json(parcel.to_json())
    assert again == parcel
    assert again.payload_hash() == parcel.payload_hash()


def test_payload_hash_tells_another_parcel() -> None:
    assert dropoff_parcel().payload_hash() != dropoff_parcel(weight_g=1_301).payload_hash()
    assert ParcelRequest.from_json(dropoff_parcel().to_json()) == dropoff_parcel()
