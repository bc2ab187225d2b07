"""Taking out what the list shows: tab and filters go along."""

import pytest
from django.test import Client

from accounts.states import Right
from komship.core.drain import drain
from komship.core.jobs import Job, starting
from tests.factories.orders import Market, recipient
from tests.orders.web.conftest import StaffWith

EXPORT = "/pesanan/ekspor/"
FORM = {"token": "t-1", "format": "csv"}


def test_the_lists_filters_are_taken_over(market: Market, siti_web: Client) -> None:
    market.order()
    came_from = {"Referer": "http://testserver/pesanan/?tab=created&bayar=cod"}
    answer = siti_web.get(EXPORT, headers=came_from)
    assert answer.headers["Location"] == f"{EXPORT}?tab=created&bayar=cod"
    text = siti_web.get(answer.headers["Location"]).content.decode()
    assert "Dibuat" in text
    assert "Pembayaran: COD" in text
    assert "1 pesanan" in text
    assert siti_web.get(EXPORT, headers={"Referer": "http://testserver/keuangan/?a=b"}).status_code == 200


def test_only_those_orders_are_in_the_file(market: Market, siti_web: Client) -> None:
    market.packed(market.order(quantity=1))
    budi = market.order(quantity=1, recipient=recipient(name="Budi"))
    market.order(quantity=1, recipient=recipient(name="Citra"))
    answer = siti_web.post(f"{EXPORT}?tab=created&q=budi", FORM)
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/pekerjaan/{job.pk}/"
    drain()
    file = siti_web.get(f"/pekerjaan/{job.pk}/berkas/")
    text = b"".join(file.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert [line.split(",")[0] for line in text.splitlines()] == ["Nomor pesanan", budi.number]


def test_pressing_twice_is_one_file(market: Market, siti_web: Client) -> None:
    market.order()
    for form in (FORM, FORM, FORM | {"format": "xlsx"}):
        siti_web.post(EXPORT, form)
    assert Job.objects.count() == 2


def test_what_cannot_be_made_is_told(
    market: Market, siti_web: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Tidak ada pesanan yang cocok" in siti_web.get(EXPORT).content.decode()
    market.order()
    assert siti_web.post(EXPORT, FORM | {"format": "exe"}).status_code == 422
    monkeypatch.setattr(starting, "MOST_UNFINISHED", 0)
    refused = siti_web.post(EXPORT, FORM)
    assert refused.status_code == 422
    assert "Masih banyak pekerjaan" in refused.content.decode()
    assert not Job.objects.exists()


def test_the_right_to_see_orders(market: Market, staff_with: StaffWith) -> None:
    client = staff_with(Right.PICKUP_HISTORY)
    assert client.get(EXPORT).status_code == 403
    assert client.post(EXPORT, FORM).status_code == 403
