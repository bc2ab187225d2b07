"""Refusals, activity and money in words, where pages alone do not reach every case."""

import pytest

from finance.states import PaymentMethod
from komship.lib import clock
from komship.lib.errors import DomainError, InvalidInput, StaleState
from orders.errors import OrderNotChangeable
from orders.models import OrderHistory
from orders.rules import Price, Rates, Wishes, price_order
from orders.web.amounts import buyer_pays
from orders.web.desk_places import guess_place
from orders.web.desk_quote import Choice, choice_in
from orders.web.labels import deed_of
from orders.web.refusals import words_for
from orders.web.timelines import parcel_moments
from shipping.models import Courier
from shipping.selectors.shipments import HistoryLine

KIND = OrderHistory.Kind


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OrderNotChangeable("Sudah dikirim."), "Sudah dikirim."),
        (
            StaleState("created -> booking"),
            "Pesanan ini baru saja berubah. Muat ulang halaman lalu coba lagi.",
        ),
        (InvalidInput(fields={"a": ["Satu."], "b": ["Dua.", "Tiga."]}), "Satu. Dua. Tiga."),
        (DomainError(), "Belum bisa diproses. Coba lagi."),
    ],
)
def test_refusals(error: DomainError, words: str) -> None:
    assert words_for(error) == words


@pytest.mark.parametrize(
    ("kind", "before", "after", "words"),
    [
        (KIND.STATUS, "", "created", "Pesanan dibuat"),
        (KIND.STATUS, "booking", "created", "Kurir menolak, resi belum terbit"),
        (KIND.RETURN, "", "goods_back", "Barang kembali ke stok"),
        (KIND.PROBLEM, "", "0", "Kendala selesai"),
        (KIND.EDIT, "", "", "Pesanan diubah"),
        (KIND.REFUSED_MOVE, "delivered", "shipped", "Kabar kurir tidak cocok dengan status pesanan"),
        (KIND.STATUS, "", "zzz", "Status"),
    ],
)
def test_activity(kind: str, before: str, after: str, words: str) -> None:
    assert str(deed_of(OrderHistory(kind=kind, before=before, after=after)).text) == words


def test_a_scan_of_an_unknown_class_is_shown_plainly() -> None:
    (moment,) = parcel_moments([HistoryLine(clock.now(), "ZZ9", "", "Teleport")])
    assert (moment.title, moment.tone, moment.icon) == ("ZZ9", "neutral", "point")


def test_no_line_for_nothing() -> None:
    price = Price(
        goods_rp=1_000, shipping_rp=0, discount_rp=0, additional_rp=0, buyer_fee_rp=0,
        computed_total_rp=1_000, total_rp=1_000, cod_fee_bp=0, cod_fee_rp=0, cod_fee_vat_rp=0,
        cashback_bp=0, cashback_rp=0, net_rp=1_000,
    )  # fmt: skip
    assert buyer_pays(price, is_cod=False)[-1] == ("Ditransfer pembeli ke kamu", "Rp 1.000")
    assert len(buyer_pays(price, is_cod=False)) == 3


def test_a_fee_passed_on_stands_apart_from_other_costs() -> None:
    rates = Rates(shipping_rp=14_000, cashback_bp=2_500, cod_fee_bp=280, vat_bp=1_100)
    wishes = Wishes(method=PaymentMethod.COD, additional_rp=1_000, buyer_pays_fee=True)
    lines = dict(buyer_pays(price_order(100_000, rates, wishes), is_cod=True))
    assert (lines["Biaya lain"], lines["Biaya COD ditanggung pembeli"]) == ("Rp 1.000", "Rp 3.313")


@pytest.mark.parametrize(
    "text", ["", "JNE", "JNE|REG19", "JNE|REG19|", "JNE|REG19|-5", "|REG19|5", "JNE|REG19|٣"]
)
def test_unreadable_choices_are_none(text: str) -> None:
    assert choice_in(text) == Choice()


def test_readable_choice() -> None:
    assert choice_in("JNE|REG19|112000") == Choice("JNE", "REG19", 112_000)


def test_places_a_chat_may_mean(couriers: dict[str, Courier]) -> None:
    sure = guess_place(["zzz qqq", "Cihapit Bandung Wetan"])
    assert sure.sure
    assert sure.chosen is not None
    assert sure.chosen.village == "Cihapit"
    doubtful = guess_place(["Bandung"])
    assert doubtful.chosen is None
    assert len(doubtful.rows) > 1
    assert guess_place([]).rows == []


def test_a_corrected_word_is_no_answer(couriers: dict[str, Courier]) -> None:
    """`Cihapot` finds Cihapit in a search; a chat that says so may mean a place we do not know."""
    assert guess_place(["Cihapot"]).rows == []
