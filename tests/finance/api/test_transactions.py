from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Partner
from finance import chart
from finance.models import Entry
from finance.services import (
    cancel_parcel,
    compensate_parcel,
    deliver_parcel,
    describe_parcel,
    lose_parcel,
    open_parcel,
    receive_return,
)
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.services.reward_points import reward_points
from finance.states import EntryKind, ParcelStage
from komship.lib import clock
from tests.factories.finance import (
    WATI,
    cod_terms,
    fund,
    make_withdrawal,
    open_in,
    shipped,
    transfer_terms,
)

V1 = "/api/v1/partner/order-transaction-balance"
V2 = "/api/v2/partner/order-transaction-balance"


@pytest.fixture
def history(siti_partner: Partner) -> Partner:
    """One of each: top-up, hold, refund, settlement, return, compensation, withdrawal."""
    fund(siti_partner, 50_000)
    open_parcel(transfer_terms(siti_partner))
    cancel_parcel("KOM2")
    shipped(cod_terms(siti_partner))
    describe_parcel(
        "KOM1",
        order_id=7,
        cnote="JNE0099",
        courier_name="JNE",
        courier_logo="https://example.com/jne.svg",
        order_status_text="Diterima",
    )
    deliver_parcel("KOM1", delivered_at=clock.now())
    shipped(cod_terms(siti_partner, "KOM3"))
    receive_return("KOM3", received_at=clock.now())
    shipped(cod_terms(siti_partner, "KOM4"))
    lose_parcel("KOM4", kind=ParcelStage.LOST)
    compensate_parcel("KOM4", actor=WATI, reason="hilang")
    make_withdrawal(siti_partner, 20_000)
    return siti_partner


def rows(api: APIClient, path: str = V2, **query: Any) -> list[dict[str, Any]]:
    answer = api.get(path, query)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["data"]["data"]
    return found


def test_types_amounts_and_running_balances(siti_api: APIClient, history: Partner) -> None:
    keys = ("transaction_type", "order_status", "amount", "saldo")

    assert [tuple(row[key] for key in keys) for row in rows(siti_api)] == [
        ("withdrawal", None, "-20000", 239_808),
        ("topup", None, "+20000", 259_808),
        ("orderku_done", "Hilang", "+100000", 239_808),
        ("orderku_retur", "Retur", "-10500", 139_808),
        ("orderku_done", "Diterima", "+100308", 150_308),
        ("orderku_cancel", "Batal", "+10500", 50_000),
        ("orderku_ongkir", "", "-10500", 39_500),
        ("topup", None, "+50000", 50_000),
    ]


def test_a_row_has_all_its_keys(siti_api: APIClient, history: Partner) -> None:
    (row,) = rows(siti_api, search="0099")

    entry = Entry.objects.get(kind=EntryKind.COD_SETTLEMENT)
    assert row == {
        "order_id": 7,
        "user_id": history.owner_id,
        "date_transaction": clock.wib(entry.posted_at).strftime("%Y-%m-%d %H:%M"),
        "transaction_type": "orderku_done",
        "payment_method": "COD",
        "order_status": "Diterima",
        "shipping_name": "JNE",
        "shipment_image_path": "https://example.com/jne.svg",
        "cnote": "JNE0099",
        "amount": "+100308",
        "saldo": 150_308,
        "amount_kompoint": 0,
        "kompoint": 0,
        "kompoint_status": False,
        "claim_retur": None,
        "outbound_id": 0,
        "withdrawal_id": None,
    }


def test_a_stored_logo_has_an_address_clients_can_load(siti_api: APIClient, history: Partner) -> None:
    describe_parcel("KOM1", courier_logo="shipping/couriers/jne.svg")
    (row,) = rows(siti_api, search="0099")
    assert row["shipment_image_path"] == "http://testserver/static/shipping/couriers/jne.svg"


def test_the_older_version_has_the_older_columns_beside_them(siti_api: APIClient, history: Partner) -> None:
    (row,) = rows(siti_api, V1, search="JNE0099")

    assert {"order_date", "order_type", "grand_total", "shipping_cost", "service_fee"} <= row.keys()
    assert (row["grand_total"], row["shipping_cost"], row["service_fee"]) == (114_000, 14_000, 3_192)
    assert rows(siti_api, V1)[0]["order_date"] is None


@pytest.mark.parametrize(
    ("numbers", "types"),
    [
        ("0", 8),
        ("", 8),
        ("1", 1),
        ("2", 1),
        ("3", 1),
        ("4", 1),
        ("5", 2),
        ("6", 1),
        ("7", 0),
        ("8", 1),
        ("9", 0),
        ("10", 0),
        ("11", 0),
        ("1,6", 2),
        ("1,2,3,4,5,6,7,8,9,10,11", 8),
        ("0,1", 8),
    ],
)
def test_the_filter_numbers(siti_api: APIClient, history: Partner, numbers: str, types: int) -> None:
    assert len(rows(siti_api, filter=numbers)) == types


def test_pages(siti_api: APIClient, history: Partner) -> None:
    data = siti_api.get(f"{V2}?page=2&limits=3&filter=0").json()["data"]

    assert [row["saldo"] for row in data["data"]] == [139_808, 150_308, 50_000]
    assert (data["current_page"], data["last_page"], data["per_page"], data["total"]) == (2, 3, 3, 8)
    assert (data["from"], data["to"]) == (4, 6)


def test_periods_and_blanks(siti_api: APIClient, history: Partner) -> None:
    today = clock.today().isoformat()

    assert len(rows(siti_api, start_date=today, end_date=today, search="", page="", limits="")) == 8
    assert rows(siti_api, start_date="2020-01-01", end_date="2020-12-31") == []


def test_an_accepted_return_claim_looks_like_a_top_up_with_its_claim(
    siti_api: APIClient, siti_partner: Partner
) -> None:
    shipped(cod_terms(siti_partner))
    describe_parcel("KOM1", cnote="JNE0099")
    lines = [debit(chart.CLAIM_RECEIVABLE, 500), credit(chart.seller_available(siti_partner.pk), 500)]
    post_entry(Draft(EntryKind.RETURN_CLAIM_CREDIT, "claim", lines, "KOM1"))
    post_entry(Draft(EntryKind.RETURN_CLAIM_CREDIT, "claim-2", lines, "lama"))

    newer, older = rows(siti_api, filter="7")

    assert (older["transaction_type"], older["claim_retur"]) == ("topup", {"no_resi": "JNE0099"})
    assert newer["claim_retur"] == {"no_resi": "lama"}


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "kemarin"},
        {"filter": "a,b"},
        {"filter": "1,99"},
        {"page": "dua"},
        {"page": -1},
        {"search": "x" * 61},
        {"partner_id": 999_999},
    ],
)
def test_bad_input_is_refused_in_words(siti_api: APIClient, query: dict[str, Any]) -> None:
    refused = siti_api.get(V2, query)

    assert refused.status_code == 400
    assert refused.json()["message"]


def test_a_stranger_sees_nothing(rina_api: APIClient, history: Partner) -> None:
    assert rows(rina_api) == []
    assert rows(rina_api, search="0099") == []


def test_points_stand_beside_the_money(siti_partner: Partner, siti_api: APIClient) -> None:
    """As clients read them: 0 or a text with its sign, and what is left of them."""
    fund(siti_partner, 10_000)
    reward_points(siti_partner.pk, amount_rp=15_000, key="R")
    for number in (1, 2):
        open_in(transfer_terms(siti_partner, f"KOM{number}"))

    rows = siti_api.get(V2).json()["data"]["data"]

    columns = ("transaction_type", "amount", "saldo", "amount_kompoint", "kompoint", "kompoint_status")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("orderku_ongkir", "-6000", 4_000, "-4500", 0, True),
        ("orderku_ongkir", "+0", 10_000, "-10500", 4_500, True),
        ("kompoints", "+0", 10_000, "+15000", 15_000, True),
        ("topup", "+10000", 10_000, 0, 0, True),
    ]
    page = siti_api.get(V2, {"page": 2, "limits": 1}).json()["data"]
    assert (page["total"], page["data"][0]["amount_kompoint"]) == (4, "-10500")
