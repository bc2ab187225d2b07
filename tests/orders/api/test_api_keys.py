"""Programs at the API: scopes, walls, and keys that only rehearse."""

from typing import Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import Partner, User
from komship.core.models import AuditEntry, IdempotentCall, OutboxEvent
from orders.models import Order
from tests.factories.api_keys import client_of, make_key
from tests.factories.orders import Market
from tests.factories.shipping import place
from tests.orders.api.test_place_order import body

pytestmark = pytest.mark.django_db


def orders_url(partner: Partner) -> str:
    return f"/api/v3/order/{partner.pk}"


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["message"]


def order_by_program(client: APIClient, market: Market) -> Any:
    """Fill the cart, ask for prices, place the order: what an integration does."""
    item = {"product_id": market.product.pk, "variant_id": 0, "qty": 2}
    lines = client.post("/api/v1/cart/bulk-store", [item], format="json").json()["data"]["cart_id"]
    query: dict[str, str | int] = {
        "cart": ",".join(map(str, lines)),
        "receiver_destination": place("Cihapit").pk,
        "payment_method": "COD",
        "partner_id": market.partner.pk,
        "partner_address_id": market.warehouse.pk,
        "warehouse_type": "Private Warehouse",
    }
    assert client.get("/api/v3/calculate", query).status_code == 200
    path = f"/api/v3/order/{market.partner.pk}/store"
    return client.post(path, body(market, cart=lines, custom_label_id=0), format="json")


def test_a_key_does_what_its_scopes_say(market: Market) -> None:
    client = client_of(make_key(market.partner, "orders:read"))
    market.order()

    listed = client.get(orders_url(market.partner))
    assert listed.status_code == 200
    assert len(listed.json()["data"]) == 1
    order = Order.objects.get()
    status, text = refusal(client.delete(f"/api/v1/order/{market.partner.pk}/delete/{order.pk}"))
    assert status == 400
    assert "hak" in text.lower() or "akses" in text.lower()
    assert client.get("/api/v1/shipments").status_code == 200, "places and couriers are open to all keys"


def test_a_key_serves_its_partner_only(market: Market, rina_partner: Partner) -> None:
    client = client_of(make_key(market.partner))

    assert client.get(orders_url(rina_partner)).status_code == 400
    assert client.get("/api/v1/shipments", {"partner_id": rina_partner.pk}).status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/api/v1/pin/auth"),
        ("post", "/api/v1/change-password"),
        ("post", "/api/v1/my-profile"),
        ("post", "/api/kmpoin/kmPoinWithdrawalRequest"),
        ("post", "/api/v3/bank-account/store"),
        ("put", "/api/v1/partner/shipment/update/1"),
        ("post", "/api/v1/logout"),
        ("get", "/api/v1/island"),
    ],
)
def test_pins_accounts_settings_and_money_out_are_walled_off(
    siti_partner: Partner, method: str, path: str
) -> None:
    client = client_of(make_key(siti_partner))

    status, text = refusal(getattr(client, method)(path, {}, format="json"))

    assert status == 400
    assert "Kunci API tidak bisa dipakai di sini" in text


@pytest.mark.parametrize("token", ["kmsk_", "kmsk_" + "0" * 64, "kmsk_test_" + "f" * 64])
def test_unknown_keys_are_dead_tokens(siti_partner: Partner, token: str) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")

    assert client.get(orders_url(siti_partner)).status_code == 401


def test_what_a_key_does_carries_its_name(market: Market) -> None:
    made = make_key(market.partner)
    order = market.order()

    done = client_of(made).delete(f"/api/v1/order/{market.partner.pk}/delete/{order.pk}")

    assert done.status_code == 200
    entry = AuditEntry.objects.filter(channel="api_key").latest("pk")
    assert entry.user_label == f"Toko web ({made.key.prefix})"
    made.key.refresh_from_db()
    assert made.key.last_used_at is not None


def test_each_key_has_its_own_count(siti_partner: Partner, siti: User, settings: Settings) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "key": (1, 60)}
    busy, idle = (client_of(make_key(siti_partner)) for _ in range(2))

    assert busy.get("/api/v1/shipments").status_code == 200
    assert busy.get("/api/v1/shipments").status_code == 429
    assert idle.get("/api/v1/shipments").status_code == 200


def test_a_test_key_rehearses_and_changes_nothing(market: Market) -> None:
    client = client_of(make_key(market.partner, is_test=True))
    order = market.order()
    before = (OutboxEvent.objects.count(), AuditEntry.objects.count())

    answer = client.delete(f"/api/v1/order/{market.partner.pk}/delete/{order.pk}")

    assert (answer.status_code, answer.json()["test_mode"]) == (200, True)
    order.refresh_from_db()
    assert order.deleted_at is None
    assert (OutboxEvent.objects.count(), AuditEntry.objects.count()) == before
    assert market.stock.reserved == 2


def test_a_test_key_is_refused_as_a_live_one_would_be(market: Market) -> None:
    client = client_of(make_key(market.partner, is_test=True))
    packed = market.packed()

    answer = client.delete(f"/api/v1/order/{market.partner.pk}/delete/{packed.pk}")

    assert answer.status_code == 400
    assert client.get(orders_url(market.partner)).json().get("test_mode") is None


def test_an_integration_places_orders_with_a_live_key_and_rehearses_with_a_test_key(market: Market) -> None:
    test, live = make_key(market.partner, is_test=True), make_key(market.partner)

    rehearsed = order_by_program(client_of(test), market)
    assert (rehearsed.status_code, rehearsed.json()["test_mode"]) == (200, True), rehearsed.content
    assert not Order.objects.exists()
    assert market.stock.reserved == 0

    placed = order_by_program(client_of(live), market)
    assert placed.status_code == 200, placed.content
    assert Order.objects.get().created_by == live.key.user
    assert set(rehearsed.json()) - set(placed.json()) == {"test_mode"}


def test_a_rehearsal_that_needs_the_courier_says_what_to_do_first(market: Market) -> None:
    client = client_of(make_key(market.partner, is_test=True))
    item = {"product_id": market.product.pk, "variant_id": 0, "qty": 2}
    lines = client.post("/api/v1/cart/bulk-store", [item], format="json").json()["data"]["cart_id"]

    status, text = refusal(
        client.post(
            f"/api/v3/order/{market.partner.pk}/store",
            body(market, cart=lines, custom_label_id=0),
            format="json",
        )
    )

    assert (status, "hitung ongkir dulu" in text) == (400, True)


def test_the_idempotency_key_of_a_rehearsal_is_its_own(market: Market) -> None:
    live, test = make_key(market.partner), make_key(market.partner, is_test=True)
    body = {"cart_id": [], "id": 0}
    for made in (test, live):
        client_of(made).post(
            "/api/v1/cart/bulk-store", [body], format="json", headers={"Idempotency-Key": "a"}
        )

    assert set(IdempotentCall.objects.values_list("user_id", flat=True)) == {
        test.key.user_id,
        live.key.user_id,
    }


def test_files_are_not_rehearsed(market: Market) -> None:
    client = client_of(make_key(market.partner, is_test=True))

    status, text = refusal(client.post("/api/v1/product/temp-img", {}, format="multipart"))

    assert (status, "tidak bisa dicoba" in text) == (400, True)
