from typing import Any

from rest_framework.test import APIClient

from accounts.services.save_sales_admin import save_sales_admin
from orders.models import Order
from shipping.models import Destination
from tests.factories.orders import Market, recipient
from tests.factories.shipping import place


def body(market: Market, **changes: Any) -> dict[str, Any]:
    """What the edit screen sends: no note, no name of who sold it, the destination by its id."""
    values = {
        "date": "2026-11-21",
        "receiver_destination": place("Cihapit").pk,
        "customer_name": "Ayu Lestari",
        "customer_phone": "89876543210",
        "detail_address": "Jl. Anggrek No. 12, RT 01 RW 02",
        "shipping": "JNE",
        "shipping_type": "REG19",
        "payment_method": "COD",
        "bank": 0,
        "bank_account_name": 0,
        "bank_account_no": 0,
        "partner_address_id": market.warehouse.pk,
        "cart": list(market.fill_cart(3)),
    }
    return values | changes


def put(api: APIClient, market: Market, order: Order, **changes: Any) -> Any:
    url = f"/api/v1/order/{market.partner.pk}/update-detail/{order.pk}"
    return api.put(url, body(market, **changes), format="json")


def test_what_the_edit_screen_does_not_know_stays(siti_api: APIClient, market: Market) -> None:
    name = save_sales_admin("Melati", partner_id=market.partner.pk)
    order = market.order(note="Titip satpam", sales_admin_id=name.pk)
    answer = put(siti_api, market, order, partner_address_id=None, date=None)
    assert answer.status_code == 200, answer.json()
    stored = Order.objects.get(pk=order.pk)
    assert (stored.note, stored.sales_admin_id, stored.piece_count) == ("Titip satpam", name.pk, 3)
    assert (stored.ordered_on, stored.warehouse_id) == (order.ordered_on, market.warehouse.pk)


def test_what_is_sent_blank_is_taken_away(siti_api: APIClient, market: Market) -> None:
    order = market.order(note="Titip satpam")
    assert put(siti_api, market, order, order_notes="").status_code == 200
    assert Order.objects.get(pk=order.pk).note == ""


def test_the_detail_tells_who_edited_it(siti_api: APIClient, market: Market) -> None:
    order = market.order()
    put(siti_api, market, order)
    detail = siti_api.get(f"/api/v1/order/{market.partner.pk}/detail/{order.pk}").json()["data"]
    assert detail["user_name_edited"] == market.partner.owner.username
    assert detail["order_edited_date"]


def test_the_form_leads_back_to_its_destination(siti_api: APIClient, market: Market) -> None:
    """Clients search for `destination_name` and take the first row."""
    for village in ("Cihapit", "Karet Kuningan"):
        goal = Destination.objects.filter(village=village).order_by("pk").first()
        if goal is None or not goal.tariff_code:
            continue
        order = market.order(quantity=1, recipient=recipient(destination_id=goal.pk))
        form = siti_api.get(f"/api/v1/order/{market.partner.pk}/detail/update/{order.pk}").json()["data"]
        found = siti_api.get("/api/v1/destination", {"search": form["destination_name"]}).json()["data"]
        assert found["data"][0]["id"] == goal.pk
        assert form["shipping_cost"] == order.shipping_rp
        assert form["product"][0]["qty"] == 1
