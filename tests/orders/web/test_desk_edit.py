"""The desk with an order on it, and the desk that begins with an order that was."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import PartnerSettings
from accounts.states import Right
from finance.models import BankAccount
from finance.states import PaymentMethod
from orders.models import CartLine, Order, OrderDraft
from orders.rules import Wishes
from orders.services.edit_order import OrderEdit, edit_order
from tests.factories.finance import fund
from tests.factories.orders import Market
from tests.factories.shipping import place
from tests.orders.web.conftest import StaffWith

Values = dict[str, Any]


def url(order: Order) -> str:
    return f"/pesanan/{order.number}/ubah/"


def form_of(client: Client, order: Order) -> Values:
    """What the opened page would send back untouched."""
    context = client.get(url(order)).context
    values = {name: value for name, value in context["form"].initial.items() if value != ""}
    return values | {
        "barang": [str(item.variant.variant_id) for item in context["items"]],
        "jumlah": [str(item.quantity) for item in context["items"]],
        "kurir": context["choice"],
    }


@pytest.fixture
def order(market: Market) -> Order:
    return market.order(note="Titip satpam")


class TestEditing:
    def test_it_opens_with_everything_filled_in(self, siti_web: Client, order: Order) -> None:
        context = siti_web.get(url(order)).context
        initial = context["form"].initial
        assert (initial["customer_name"], initial["note"]) == ("Ayu Lestari", "Titip satpam")
        assert initial["destination_id"] == str(place("Cihapit").pk)
        (item,) = context["items"]
        # Ten pieces, two of them promised to this very order.
        assert (item.quantity, item.available) == (2, 10)
        assert context["panel"].is_due
        assert not CartLine.objects.exists()

    def test_a_change_is_stored_and_the_page_goes_back(self, siti_web: Client, order: Order) -> None:
        values = form_of(siti_web, order) | {"customer_name": "Ayu Baru", "jumlah": ["3"]}
        values["kurir"] = "JNE|REG19|162000"
        answer = siti_web.post(url(order), values, follow=True)
        assert answer.redirect_chain == [(f"/pesanan/{order.number}/", 302)]
        stored = Order.objects.get(pk=order.pk)
        assert (stored.recipient_name, stored.piece_count, stored.note) == ("Ayu Baru", 3, "Titip satpam")
        text = answer.content.decode()
        assert "Totalnya Rp 162.000" in text
        assert "penerima, barang, total Rp 112.000 menjadi Rp 162.000" in text
        assert not CartLine.objects.exists()

    def test_steps_stay_on_the_page(self, siti_web: Client, order: Order) -> None:
        values = form_of(siti_web, order)
        answer = siti_web.post(url(order), {**values, "langkah": "hitung"})
        assert answer.status_code == 200
        (chosen,) = [offer for offer in answer.context["panel"].offers if offer.is_chosen]
        assert chosen.value == "JNE|REG19|112000"
        assert Order.objects.get(pk=order.pk).edits == 0

    def test_a_pause_only_looks_again(self, siti_web: Client, order: Order) -> None:
        values = form_of(siti_web, order) | {"detail_address": "Jl. Anggrek", "langkah": "draf"}
        text = siti_web.post(url(order), values, headers={"HX-Request": "true"}).content.decode()
        assert "Alamat mungkin kurang jelas" in text
        assert "Mungkin pesanan ganda" not in text
        assert not OrderDraft.objects.exists()

    def test_a_second_click_is_no_refusal(self, siti_web: Client, order: Order) -> None:
        values = form_of(siti_web, order) | {"customer_name": "Ayu Baru"}
        assert [siti_web.post(url(order), values).status_code for _ in range(2)] == [302, 302]
        assert Order.objects.get(pk=order.pk).edits == 1

    def test_edited_by_somebody_else_meanwhile(self, market: Market, siti_web: Client, order: Order) -> None:
        values = form_of(siti_web, order) | {"customer_name": "Ayu Baru"}
        edit_order(OrderEdit(order_id=order.pk, new=market.new_order(quantity=4)))
        answer = siti_web.post(url(order), values)
        assert answer.status_code == 422
        assert "baru saja diubah orang lain" in answer.content.decode()
        assert Order.objects.get(pk=order.pk).piece_count == 4

    def test_too_late(self, market: Market, siti_web: Client, order: Order) -> None:
        values = form_of(siti_web, order)
        market.ask_pickup(order)
        for answer in (siti_web.get(url(order), follow=True), siti_web.post(url(order), values, follow=True)):
            assert answer.redirect_chain == [(f"/pesanan/{order.number}/", 302)]
            assert "sudah diajukan pickup, jadi tidak bisa diubah" in answer.content.decode()

    def test_wrong_values_are_marked(self, siti_web: Client, order: Order) -> None:
        answer = siti_web.post(url(order), form_of(siti_web, order) | {"customer_phone": "12"})
        assert answer.status_code == 422
        assert "customer_phone" in answer.context["form"].errors

    def test_what_the_form_has_no_field_for_stays(self, siti_web: Client, order: Order) -> None:
        PartnerSettings.objects.filter(partner=order.partner).update(order_notes=False)
        siti_web.post(url(order), form_of(siti_web, order) | {"customer_name": "Ayu Baru"})
        stored = Order.objects.get(pk=order.pk)
        assert (stored.recipient_name, stored.note) == ("Ayu Baru", "Titip satpam")

    def test_the_right_to_edit(self, staff_with: StaffWith, order: Order) -> None:
        assert staff_with(Right.ORDER_CREATE).get(url(order)).status_code == 403

    def test_the_detail_page_leads_here(self, siti_web: Client, order: Order) -> None:
        text = siti_web.get(f"/pesanan/{order.number}/").content.decode()
        assert url(order) in text
        assert f"/pesanan/baru/?dari={order.number}" in text


class TestOnceMore:
    def test_the_same_order_in_a_new_form(self, siti_web: Client, order: Order) -> None:
        context = siti_web.get(f"/pesanan/baru/?dari={order.number}").context
        assert context["form"].initial["customer_name"] == "Ayu Lestari"
        assert [item.quantity for item in context["items"]] == [2]
        assert context["panel"].is_due
        (caution,) = context["warnings"]
        assert caution.link_label == order.number

    def test_of_an_order_that_is_not_there(self, siti_web: Client, order: Order) -> None:
        assert siti_web.get("/pesanan/baru/?dari=KOM404").status_code == 404
        assert siti_web.get("/pesanan/baru/?draf=404").status_code == 404

    def test_needs_the_right_to_see_orders(self, staff_with: StaffWith, order: Order) -> None:
        client = staff_with(Right.ORDER_CREATE)
        assert client.get(f"/pesanan/baru/?dari={order.number}").status_code == 403


class TestMoney:
    def test_the_buyer_pays_the_fee(self, market: Market, siti_web: Client) -> None:
        order = market.order(wishes=Wishes(method=PaymentMethod.COD, buyer_pays_fee=True))
        assert order.total_rp - order.cod_fee_rp in (112_000, 112_001)
        values = form_of(siti_web, order)
        assert (values["buyer_pays_fee"], values.get("additional_rp")) == ("on", None)
        values.pop("buyer_pays_fee")
        answer = siti_web.post(url(order), values | {"kurir": "JNE|REG19|112000"})
        assert answer.status_code == 302
        stored = Order.objects.get(pk=order.pk)
        assert (stored.total_rp, stored.buyer_fee_rp, stored.additional_rp) == (112_000, 0, 0)

    def test_the_account_the_buyer_paid_to(self, market: Market, siti_web: Client, order: Order) -> None:
        PartnerSettings.objects.filter(partner=order.partner).update(bank_mutation=True)
        account = BankAccount.objects.create(
            partner=order.partner, bank_code="bca", bank_name="BCA", account_no="0123456", account_name="Siti"
        )
        values = form_of(siti_web, order) | {"bank_account_id": str(account.pk)}
        siti_web.post(url(order), values | {"customer_name": "Ayu Baru"})
        # Cash is collected by the courier.
        assert Order.objects.get(pk=order.pk).bank_account_number == ""
        fund(market.partner, 50_000)
        values |= {"payment_method": "bank_transfer", "seen_edits": "1"}
        assert siti_web.post(url(order), values).status_code == 302
        stored = Order.objects.get(pk=order.pk)
        assert (stored.bank_name, stored.bank_account_number) == ("BCA", "0123456")
        assert form_of(siti_web, stored)["bank_account_id"] == str(account.pk)
