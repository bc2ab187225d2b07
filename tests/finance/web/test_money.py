from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Partner
from finance.models import Entry
from finance.services import (
    AdjustmentDraft,
    approve_proposal,
    cancel_parcel,
    deliver_parcel,
    describe_parcel,
    flag_parcel,
    propose_adjustment,
    receive_return,
    start_return,
)
from finance.states import EntryKind
from komship.lib import clock
from tests.factories.finance import (
    cod_terms,
    fund,
    make_withdrawal,
    open_in,
    operator,
    shipped,
    transfer_terms,
)
from tests.query_counts import QueryBudget

URL = "/keuangan/"


def page(client: Client, url: str = URL, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


@pytest.fixture
def history(siti_partner: Partner) -> Partner:
    fund(siti_partner, 50_000)
    open_in(transfer_terms(siti_partner))
    shipped(cod_terms(siti_partner))
    describe_parcel("KOM1", order_id=7, cnote="JNE0099", courier_name="JNE")
    deliver_parcel("KOM1", delivered_at=clock.now())
    shipped(cod_terms(siti_partner, "KOM3"))
    shipped(cod_terms(siti_partner, "KOM4"))
    flag_parcel("KOM4", is_problem=True)
    shipped(cod_terms(siti_partner, "KOM5"))
    start_return("KOM5")
    return siti_partner


def test_five_numbers_with_their_proof(siti_web: Client, history: Partner) -> None:
    make_withdrawal(history, 20_000)

    text = page(siti_web)

    for value in ("Rp 139.808", "Rp 10.500", "Rp 200.616", "Rp 20.000", "Rp 0"):
        assert value in text
    assert "Rp\N{NO-BREAK SPACE}100.308 di paket bermasalah" in text
    for proof in ("tab=ditahan", "tab=tertunda", "tab=retur", "/keuangan/penarikan/", "#transaksi"):
        assert proof in text


def test_every_change_with_the_balance_after(siti_web: Client, history: Partner) -> None:
    text = page(siti_web)

    assert "COD diterima" in text
    assert "+Rp 100.308" in text
    assert "-Rp 10.500" in text
    assert "KOM1 · JNE0099" in text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"q": "0099"}, "COD diterima", "Isi saldo"),
        ({"jenis": "top_up"}, "Isi saldo", "JNE0099"),
        ({"sampai": "2020-01-01"}, "Tidak ada yang cocok", "JNE0099"),
        ({"jenis": "ngawur"}, "JNE0099", "Tidak ada yang cocok"),
    ],
)
def test_filters(siti_web: Client, history: Partner, query: dict[str, str], shown: str, hidden: str) -> None:
    answer = siti_web.get(URL, query, headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert shown in text
    assert hidden not in text


def test_dates_of_today(siti_web: Client, history: Partner) -> None:
    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)

    assert "JNE0099" in page(siti_web, dari=today.isoformat(), sampai=today.isoformat())
    assert "JNE0099" not in page(siti_web, dari=tomorrow.isoformat())


def test_htmx_gets_the_rows_alone_and_asks_for_no_balances(
    siti_web: Client, history: Partner, query_budget: QueryBudget
) -> None:
    with query_budget("finance.money_rows"):
        text = siti_web.get(URL, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in text
    assert "COD diterima" in text


def test_a_page_costs_the_same_whatever_the_number_of_rows(
    siti_web: Client, siti_partner: Partner, query_budget: QueryBudget
) -> None:
    for number in range(30):
        shipped(cod_terms(siti_partner, f"P{number}"))
        deliver_parcel(f"P{number}", delivered_at=clock.now())

    with query_budget("finance.money_page"):
        text = page(siti_web)
    assert "hal=2" in text


def test_a_negative_balance_is_explained(siti_web: Client, siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    receive_return("KOM1", received_at=clock.now())

    text = page(siti_web)

    assert "Saldomu minus" in text
    assert "-Rp 10.500" in text


def test_a_new_seller(siti_web: Client, siti_partner: Partner) -> None:
    assert "Belum ada transaksi" in page(siti_web)


@pytest.mark.parametrize(
    ("tab", "shown", "amount"),
    [
        ("tertunda", {"KOM3", "KOM4"}, "Rp 100.308"),
        ("bermasalah", {"KOM4"}, "Rp 100.308"),
        ("ditahan", {"KOM2"}, "Rp 10.500"),
        ("retur", {"KOM5"}, "Rp 10.500"),
    ],
)
def test_parcels_behind_a_number(
    siti_web: Client, history: Partner, tab: str, shown: set[str], amount: str
) -> None:
    text = page(siti_web, "/keuangan/paket/", tab=tab)

    assert {name for name in ("KOM1", "KOM2", "KOM3", "KOM4", "KOM5") if name in text} == shown
    assert amount in text


def test_an_entry_and_its_parcels_story(siti_web: Client, history: Partner) -> None:
    entry = Entry.objects.get(kind=EntryKind.COD_SETTLEMENT)

    text = page(siti_web, f"/keuangan/transaksi/{entry.pk}/")

    for line in ("Ditagih dari pembeli", "Biaya COD", "PPN biaya COD", "Potongan ongkir", "+Rp 100.308"):
        assert line in text


def test_a_reversing_entry_links_to_what_it_reverses(siti_web: Client, history: Partner) -> None:
    cancel_parcel("KOM2")
    entry = Entry.objects.latest("id")

    text = page(siti_web, f"/keuangan/transaksi/{entry.pk}/")

    assert f"/keuangan/transaksi/{entry.reverses_id}/" in text
    assert "Ongkir dikembalikan" in text


def test_an_entry_without_a_parcel(siti_web: Client, history: Partner) -> None:
    entry = Entry.objects.get(kind=EntryKind.TOP_UP)

    assert "Isi saldo" in page(siti_web, f"/keuangan/transaksi/{entry.pk}/")


def test_a_stranger_sees_none_of_it(rina_web: Client, rina_partner: Partner, history: Partner) -> None:
    entry = Entry.objects.get(kind=EntryKind.COD_SETTLEMENT)

    assert "JNE0099" not in page(rina_web, q="0099")
    assert "KOM" not in page(rina_web, "/keuangan/paket/")
    assert rina_web.get(f"/keuangan/transaksi/{entry.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["", "paket/", "transaksi/1/", "tarik/", "penarikan/", "penarikan/1/"])
def test_who_may_not_look(budi_web: Client, client: Client, path: str) -> None:
    assert budi_web.get(URL + path).status_code == 403
    refused = client.get(URL + path)
    assert refused.status_code == 302
    assert "/masuk/" in refused.headers["Location"]


def test_an_adjustment_shows_its_reason(siti_web: Client, history: Partner) -> None:
    for reference in ("KOM1", ""):
        draft = AdjustmentDraft(
            partner_id=history.pk, amount_rp=-2_000, reason=f"selisih berat {reference}", reference=reference
        )
        proposal = propose_adjustment(draft, actor=operator("wati"))
        approve_proposal(proposal.pk, actor=operator("dewi"))

    text = page(siti_web)

    assert "KOM1 · JNE0099 · selisih berat KOM1" in text
    assert text.count("selisih berat") == 2
    assert "-Rp 2.000" in text
