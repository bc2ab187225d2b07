import pytest
from django.test import Client

from accounts.states import Right
from orders.models import Order, ReturnCheck
from shipping.models import Shipment
from tests.factories.orders import Market, move_parcel
from tests.factories.pictures import Upload
from tests.orders.web.conftest import StaffWith
from tests.orders.web.test_order_changes import told
from tests.orders.web.test_order_detail import Page

LIST, RECEIVE = "/retur/", "/retur/terima/"


def awb_of(order: Order) -> str:
    return str(Shipment.objects.get(reference=order.number).awb)


@pytest.fixture
def returned(market: Market) -> Order:
    return move_parcel(market, market.packed(), "returned")


def counted(order: Order, good: int, damaged: int, **values: object) -> dict[str, object]:
    line = order.lines.get()
    return {"pesanan": order.number, f"baik_{line.pk}": good, f"rusak_{line.pk}": damaged, **values}


def test_from_the_scan_to_the_next_parcel(market: Market, returned: Order, siti_web: Client) -> None:
    page = siti_web.get(RECEIVE, {"resi": awb_of(returned)})
    text = page.content.decode()
    assert "Jilbab Segi Empat" in text
    assert "dikirim 2" in text

    answer = siti_web.post(RECEIVE, counted(returned, 1, 1, note="Penyok", photos=[Upload(), Upload()]))

    check = ReturnCheck.objects.get()
    assert answer.headers["Location"] == f"{RECEIVE}?selesai={check.pk}"
    assert told(answer) == [f"{returned.number} sudah dicek. Lanjut paket berikutnya."]
    assert market.stock.on_hand == 9
    assert check.photos.count() == 2
    assert f"{LIST}{check.pk}/" in siti_web.get(answer.headers["Location"]).content.decode()
    detail = siti_web.get(f"{LIST}{check.pk}/").content.decode()
    assert "Penyok" in detail
    assert detail.count("-160.jpg") == 2


def test_wrong_counts_stay_in_the_form(market: Market, returned: Order, siti_web: Client) -> None:
    answer = siti_web.post(RECEIVE, counted(returned, 2, 1))
    assert answer.status_code == 422
    assert "paling banyak 2" in answer.content.decode()
    assert siti_web.post(RECEIVE, counted(returned, -1, 0)).status_code == 422
    assert siti_web.post(RECEIVE, {"pesanan": "KOM0"}).status_code == 404
    assert siti_web.post(RECEIVE, counted(returned, 2, 0, photos=[Upload(b"%PDF")])).status_code == 422
    assert not ReturnCheck.objects.exists()


def test_what_is_no_return_says_what_it_is(market: Market, siti_page: Page) -> None:
    order = market.packed()
    assert "Paket ini bukan retur" in siti_page(f"{RECEIVE}?resi={awb_of(order)}")
    assert "Resi ini bukan paketmu" in siti_page(f"{RECEIVE}?resi=999999999999")
    assert "6 sampai 20 huruf" in siti_page(f"{RECEIVE}?resi=?")
    assert "Cocokkan resinya" not in siti_page(f"{RECEIVE}?resi={awb_of(order)}")


def test_one_digit_off_is_offered_never_taken(returned: Order, siti_page: Page) -> None:
    awb = awb_of(returned)
    wrong = awb[:-1] + str((int(awb[-1]) + 1) % 10)
    text = siti_page(f"{RECEIVE}?resi={wrong}")
    assert "Hanya beda satu angka" in text
    assert f"?resi={awb}" in text
    assert "Resi ini bukan paketmu" in text


def test_another_parcel_of_the_same_buyer(market: Market, siti_page: Page) -> None:
    first, second = (market.packed(market.order(quantity=1)) for _ in range(2))
    for order in (first, second):
        move_parcel(market, order, "returned")
    Shipment.objects.filter(reference=second.number).update(awb="777788889999")
    text = siti_page(f"{RECEIVE}?resi={awb_of(first)}")
    assert "Pembeli yang sama" in text
    assert awb_of(second) in text


def test_undone_from_its_page(market: Market, returned: Order, siti_web: Client) -> None:
    siti_web.post(RECEIVE, counted(returned, 2, 0))
    check = ReturnCheck.objects.get()
    assert "sudah dicek" in siti_web.get(RECEIVE, {"resi": awb_of(returned)}).content.decode()

    answer = siti_web.post(f"{LIST}{check.pk}/batal/")

    assert told(answer) == [f"Pemeriksaan {returned.number} dibatalkan."]
    assert market.stock.on_hand == 8
    assert "Pengecekan ini dibatalkan" in siti_web.get(f"{LIST}{check.pk}/").content.decode()


def test_the_list_follows_a_return(market: Market, siti_web: Client) -> None:
    order = move_parcel(market, market.packed(), "returning")

    def shown(tab: str) -> list[str]:
        return [row.number for row in siti_web.get(LIST, {"tab": tab}).context["rows"]]

    assert shown("on_the_way") == [order.number]
    move_parcel(market, order, "returned")
    assert shown("on_the_way") == []
    assert shown("arrived") == [order.number]
    siti_web.post(RECEIVE, counted(order, 2, 0))
    assert shown("arrived") == []
    assert shown("checked") == [order.number]
    assert [row.number for row in siti_web.get(LIST, {"tab": "checked", "q": "nobody"}).context["rows"]] == []


def test_staff_who_may_only_look(returned: Order, staff_with: StaffWith) -> None:
    client = staff_with(Right.ORDER_VIEW)
    assert "/retur/terima/" not in client.get(LIST).content.decode()
    assert client.get(RECEIVE).status_code == 403
    assert client.post(RECEIVE, counted(returned, 2, 0)).status_code == 403
