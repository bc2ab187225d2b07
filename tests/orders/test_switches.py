"""What the seller's switches, and a verdict of ops, do to new orders."""

from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import Partner, PartnerSettings, StarterChallenge
from accounts.services import judge_partner, start_challenge
from accounts.services.delete_sales_admin import delete_sales_admin
from accounts.services.save_sales_admin import save_sales_admin
from accounts.states import Mission, PartnerStatus
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput
from orders.errors import SellerOnHold
from orders.models import Order
from tests.factories.finance import fund
from tests.factories.orders import Market
from tests.orders.api.test_place_order import store

DESK = "/pesanan/baru/"
OPS = Actor(user_id=None, label="wati", channel="test")


def switch(market: Market, **switches: bool) -> None:
    PartnerSettings.objects.filter(partner=market.partner).update(**switches)


def fields_of(client: Client) -> Any:
    return client.get(DESK).context["form"].fields


class TestWhoSold:
    def test_the_name_stays_with_the_order(self, market: Market) -> None:
        row = save_sales_admin("Dewi", partner_id=market.partner.pk)
        order = market.order(sales_admin_id=row.pk)
        delete_sales_admin(row.pk, partner_id=market.partner.pk)
        order.refresh_from_db()
        assert order.sales_admin == row

    def test_names_not_on_her_list_are_refused(self, market: Market, rina_partner: Partner) -> None:
        gone = save_sales_admin("Dewi", partner_id=market.partner.pk)
        delete_sales_admin(gone.pk, partner_id=market.partner.pk)
        foreign = save_sales_admin("Rini", partner_id=rina_partner.pk)
        for number in (gone.pk, foreign.pk, 999_999):
            with pytest.raises(InvalidInput):
                market.order(sales_admin_id=number)
        assert not Order.objects.exists()

    def test_the_new_clients_must_name_her(self, market: Market, siti_api: APIClient) -> None:
        row = save_sales_admin("Dewi", partner_id=market.partner.pk)
        switch(market, tracking_sales=True)
        assert store(siti_api, market, tracking_sales_id=0).status_code == 400
        assert store(siti_api, market, tracking_sales_id=row.pk).status_code == 200
        assert store(siti_api, market, 1).status_code == 200
        assert list(Order.objects.order_by("pk").values_list("sales_admin", flat=True)) == [row.pk, None]

    def test_the_desk_asks_for_her(self, market: Market, siti_web: Client) -> None:
        assert "sales_admin_id" not in fields_of(siti_web)
        save_sales_admin("Dewi", partner_id=market.partner.pk)
        switch(market, tracking_sales=True)
        assert "Dewi" in siti_web.get(DESK).content.decode()
        answer = siti_web.post(DESK, {"langkah": "simpan"})
        assert "sales_admin_id" in answer.context["form"].errors


def test_the_note_box_comes_and_goes(market: Market, siti_web: Client) -> None:
    assert "note" in fields_of(siti_web)
    switch(market, order_notes=False)
    assert "note" not in fields_of(siti_web)


def test_a_blocked_seller_stores_nothing(market: Market, siti_api: APIClient) -> None:
    judge_partner(market.partner.pk, verdict=PartnerStatus.FRAUDULENT, reason="uji", actor=OPS)
    for place in (market.order, market.transfer_order):
        with pytest.raises(SellerOnHold):
            place()
    assert store(siti_api, market).status_code == 400
    assert not Order.objects.exists()
    judge_partner(market.partner.pk, verdict=PartnerStatus.ACTIVE, reason="uji", actor=OPS)
    market.order()


def test_a_held_seller_stores_no_cod(market: Market, siti_api: APIClient) -> None:
    fund(market.partner, 100_000)
    judge_partner(market.partner.pk, verdict=PartnerStatus.ON_HOLD, reason="uji", actor=OPS)
    with pytest.raises(SellerOnHold):
        market.order()
    assert store(siti_api, market).status_code == 400
    assert market.transfer_order().payment_method == "bank_transfer"
    assert Order.objects.count() == 1


def test_orders_and_pickups_are_missions(market: Market) -> None:
    start_challenge(market.partner.pk)
    order = market.order()
    row = StarterChallenge.objects.get()
    assert Mission.ORDER in row.missions_done
    assert Mission.PICKUP not in row.missions_done
    market.ask_pickup(order)
    row.refresh_from_db()
    assert row.finished_at is not None
