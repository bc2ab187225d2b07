"""Labels: choose the paper, get the PDF, and be told when it was printed before."""

from typing import Any

import pytest
from django.test import Client

from accounts.states import Right
from komship.core.drain import drain
from komship.core.jobs import Job
from orders.models import Order
from orders.services.cancel_order import cancel_order
from orders.web.labels import PAPERS
from orders.web.views import labels
from shipping.models import LabelPrint, Pickup
from tests.factories.orders import Market
from tests.orders.web.conftest import StaffWith

LABELS = "/pesanan/label/"
STICKER = {"layout": "thermal_100x150"}


def url(*orders: Order) -> str:
    return f"{LABELS}?ids={','.join(str(order.pk) for order in orders)}"


@pytest.fixture
def packed(market: Market) -> Order:
    return market.packed(market.order(quantity=1))


def test_what_will_be_printed(market: Market, packed: Order, siti_web: Client) -> None:
    waiting = market.order(quantity=1)
    answer = siti_web.get(url(packed, waiting))
    text = answer.content.decode()
    assert (answer.context["ready"], answer.context["not_ready"]) == (1, 1)
    assert "1 pesanan belum punya resi" in text
    for paper in PAPERS:
        assert f'value="{paper.layout}"' in text
    assert not LabelPrint.objects.exists()


def test_the_pdf(packed: Order, siti_web: Client) -> None:
    answer = siti_web.post(url(packed), {**STICKER, "masks_phone": "on", "shows_date": "on"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="label-{packed.number}.pdf"'
    assert answer.content.startswith(b"%PDF-")
    row = LabelPrint.objects.get()
    assert (row.layout, row.printed_by_id) == ("thermal_100x150", packed.created_by_id)


def test_many_labels_are_a_job(packed: Order, siti_web: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "LABELS_WHILE_WAITING", 0)
    answer = siti_web.post(url(packed), {**STICKER, "masks_phone": "on"})
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/pekerjaan/{job.pk}/"
    assert not LabelPrint.objects.exists()
    drain()
    file = siti_web.get(f"/pekerjaan/{job.pk}/berkas/")
    assert file.headers["Content-Type"] == "application/pdf"
    assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    assert LabelPrint.objects.get().printed_by_id == packed.created_by_id


def test_every_paper(packed: Order, siti_web: Client) -> None:
    for paper in PAPERS:
        answer = siti_web.post(url(packed), {"layout": paper.layout.value})
        assert answer.content.startswith(b"%PDF-"), paper


def test_a_second_print_is_told_before_it_happens(packed: Order, siti_web: Client) -> None:
    siti_web.post(url(packed), STICKER)
    text = siti_web.get(url(packed)).content.decode()
    assert "sudah dicetak 1 kali" in text
    assert "Jangan tempel dua label yang sama" in text
    siti_web.post(url(packed), STICKER)
    assert "sudah dicetak 2 kali" in siti_web.get(url(packed)).content.decode()
    assert "Label dicetak ulang, ke-2" in siti_web.get(f"/pesanan/{packed.number}/").content.decode()


def test_all_of_a_pickup(packed: Order, siti_web: Client) -> None:
    answer = siti_web.get(f"{LABELS}?pickup={Pickup.objects.get().pk}")
    assert [row.id for row in answer.context["rows"]] == [packed.pk]


def test_nothing_that_could_be_printed(market: Market, packed: Order, siti_web: Client) -> None:
    cancel_order(market.partner.pk, packed.pk, actor=market.actor)
    for orders in ([market.order(quantity=1)], [packed], []):
        answer = siti_web.post(url(*orders), STICKER)
        assert answer.status_code == 422
        assert "Label baru bisa dicetak setelah resi terbit." in answer.content.decode()
    assert not LabelPrint.objects.exists()


def test_an_unknown_paper(packed: Order, siti_web: Client) -> None:
    for data in ({}, {"layout": "a3"}):
        assert siti_web.post(url(packed), data).status_code == 422
    assert not LabelPrint.objects.exists()


def test_empty_page_leads_to_the_orders(siti_web: Client) -> None:
    assert "Belum ada yang dipilih" in siti_web.get(LABELS).content.decode()


def test_labels_of_others(packed: Order, rina_web: Client, siti_web: Client) -> None:
    answers: list[Any] = [
        rina_web.get(url(packed)),
        rina_web.post(url(packed), STICKER),
        rina_web.get(f"{LABELS}?pickup={Pickup.objects.get().pk}"),
        siti_web.get(f"{LABELS}?ids={packed.pk},999999"),
        siti_web.get(f"{LABELS}?ids=x"),
        siti_web.get(f"{LABELS}?pickup=x"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert not LabelPrint.objects.exists()


def test_the_right_to_print(packed: Order, staff_with: StaffWith) -> None:
    client = staff_with(Right.ORDER_VIEW)
    assert client.get(url(packed)).status_code == 403
    assert client.post(url(packed), STICKER).status_code == 403
