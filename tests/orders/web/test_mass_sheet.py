"""The sheet, as a seller sees it: type or paste, keep, check, put right."""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import PartnerSettings
from accounts.states import Right
from komship.core.drain import drain
from orders.models import Order, OrderImport, OrderSheet
from orders.services.save_sheet import save_sheet
from orders.sheet.columns import TITLES
from orders.sheet.typed import rows_of_text, text_of_rows
from tests.factories.order_sheets import Row, ayu_buys, checked_file, seller
from tests.factories.orders import Market
from tests.orders.web.conftest import StaffWith
from tests.query_counts import QueryBudget

SHEET = "/pesanan/massal/lembar/"
SAVE = f"{SHEET}simpan/"
Page = Callable[[str], str]


@pytest.fixture
def switched_on(market: Market) -> Market:
    seller(market)
    return market


def grid_of(page: str) -> dict[str, object]:
    """What the script is told."""
    found = re.search(r'<script id="lembar-isi" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    told: dict[str, object] = json.loads(found[1])
    return told


def seen_in(page: str) -> str:
    """Which sheet the page says it shows."""
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


def saved_rows() -> list[Row]:
    return [row["cells"] for row in OrderSheet.objects.get().rows]


def test_type_keep_check_and_store(switched_on: Market, siti_web: Client, siti_page: Page) -> None:
    rows = [ayu_buys(switched_on), ayu_buys(switched_on, name="Bimo Sakti", phone="12")]
    kept = siti_web.post(SAVE, {"rows": text_of_rows(rows)})
    assert (kept.status_code, "Tersimpan" in kept.content.decode()) == (200, True)
    assert saved_rows() == rows
    assert "Ayu Lestari\t0898 7654 3210" in siti_page(SHEET)

    answer = siti_web.post(SHEET, {"rows": text_of_rows(rows), "seen": seen_in(kept.content.decode())})
    work = OrderImport.objects.get()
    assert answer["Location"] == f"/pesanan/massal/{work.pk}/"
    assert work.file_name.startswith("Lembar ")
    assert saved_rows() == []
    drain(with_sweeps=False)
    page = siti_page(answer["Location"])
    assert "1 pesanan siap disimpan" in page
    assert "Baris 2" in page

    siti_web.post(f"{answer['Location']}mulai/")
    drain(with_sweeps=False)
    assert Order.objects.get().recipient_name == "Ayu Lestari"


def test_lines_to_put_right_come_back_with_their_reasons(
    switched_on: Market, siti_web: Client, siti_page: Page
) -> None:
    wrong = ayu_buys(switched_on, phone="12", quantity="banyak")
    work = checked_file(switched_on, ayu_buys(switched_on), wrong)
    save_sheet(seller(switched_on), [{"name": "Citra"}], user_id=switched_on.partner.owner_id)
    for _twice in range(2):
        assert siti_web.post(f"/pesanan/massal/{work.pk}/lembar/")["Location"] == SHEET
    assert saved_rows() == [{"name": "Citra"}, wrong]
    faults = grid_of(siti_page(SHEET))["faults"]
    assert isinstance(faults, dict)
    assert [reason.partition(":")[0] for reason in faults["2"]] == ["Jumlah", "Nomor HP"]


def test_an_import_at_work_is_left_alone(switched_on: Market, siti_web: Client) -> None:
    siti_web.post(SHEET, {"rows": text_of_rows([ayu_buys(switched_on)])})
    work = OrderImport.objects.get()
    answer = siti_web.post(f"/pesanan/massal/{work.pk}/lembar/", follow=True)
    assert "sedang dikerjakan" in answer.content.decode()
    assert not OrderSheet.objects.exists()


def test_what_was_pasted_without_headings_or_with_few(switched_on: Market, siti_web: Client) -> None:
    plain = "\t\tAyu\t0812\tJl. Anggrek 12\n\n\t\tBimo\t0813"
    assert [(row.number, row.cells["name"]) for row in rows_of_text(plain)] == [(1, "Ayu"), (3, "Bimo")]
    few = 'Umur\tNama pembeli\tAlamat\r\n7\tAyu\t"Jl. ""A"", RT 1\nRW 2"\r\n'
    assert rows_of_text(few)[0].cells == {"name": "Ayu", "address": 'Jl. "A", RT 1\nRW 2'}
    rows = [{"name": "=1+1"}, {}, {"note": "a\tb"}]
    siti_web.post(SAVE, {"rows": text_of_rows(rows)})
    assert saved_rows() == rows


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Isi paling tidak satu baris."),
        ("\t".join(TITLES.values()), "Isi paling tidak satu baris."),
        ("Ayu\n" * 502, "Maksimal 500 baris"),
        ("x" * 1_000_001, "1000000"),
        ("Ayu\x00", "Karakter null"),
    ],
)
def test_refusals_in_words(switched_on: Market, siti_web: Client, text: str, told: str) -> None:
    answer = siti_web.post(SHEET, {"rows": text})
    assert answer.status_code == 422
    assert told in answer.content.decode().replace(".000.000", "000000")
    assert not OrderImport.objects.exists()


def test_too_much_is_not_kept_and_nothing_is_nothing(switched_on: Market, siti_web: Client) -> None:
    siti_web.post(SAVE, {"rows": text_of_rows([{"name": "Ayu"}])})
    refused = siti_web.post(SAVE, {"rows": "Ayu\n" * 502})
    assert (refused.status_code, "Maksimal 500 baris" in refused.content.decode()) == (422, True)
    assert saved_rows() == [{"name": "Ayu"}]
    assert siti_web.post(SAVE, {"rows": ""}).status_code == 200
    assert saved_rows() == []


def test_only_for_whom_it_is_on_and_who_may(market: Market, staff_with: StaffWith, siti_web: Client) -> None:
    rows = {"rows": text_of_rows([ayu_buys(market)])}
    assert siti_web.get(SHEET)["Location"] == "/pesanan/massal/"
    assert siti_web.post(SHEET, rows)["Location"] == "/pesanan/massal/"
    assert siti_web.post(SAVE, rows).status_code == 422
    seller(market)
    staff = staff_with(Right.ORDER_VIEW)
    assert staff.get(SHEET).status_code == 403
    assert staff.post(SAVE, rows).status_code == 403
    assert not OrderSheet.objects.exists()


def test_other_sellers_see_none_of_it(switched_on: Market, rina_web: Client) -> None:
    work = checked_file(switched_on, ayu_buys(switched_on, phone="12"))
    PartnerSettings.objects.update(mass_order=True)
    assert rina_web.post(f"/pesanan/massal/{work.pk}/lembar/").status_code == 404
    assert not OrderSheet.objects.exists()


def test_the_page_costs_what_is_known(
    switched_on: Market, siti_web: Client, query_budget: QueryBudget
) -> None:
    def look() -> None:
        assert siti_web.get(SHEET).status_code == 200

    save_sheet(seller(switched_on), [ayu_buys(switched_on)] * 3, user_id=switched_on.partner.owner_id)
    look()
    with query_budget("orders.web.mass_sheet"):
        look()


def test_names_to_choose_from(switched_on: Market, siti_page: Page) -> None:
    choices = grid_of(siti_page(SHEET))["choices"]
    assert isinstance(choices, dict)
    assert switched_on.product.name in choices["product"]
    assert (choices["method"], choices["service"]) == (["COD", "Transfer"], ["Reguler", "Cargo"])
    assert "JNE" in choices["courier"]
    assert choices["warehouse"]


def test_two_people_at_one_sheet(
    switched_on: Market, siti_web: Client, staff_with: StaffWith, siti_page: Page
) -> None:
    """Both found none; who saves second is told, and her page still remembers what it saw."""
    first, second = siti_web, staff_with(Right.ORDER_CREATE)
    seen = seen_in(siti_page(SHEET))
    kept = first.post(SAVE, {"rows": "Ayu", "seen": seen}).content.decode()
    refused = second.post(SAVE, {"rows": "Bimo", "seen": seen})
    assert refused.status_code == 422
    assert "Lembar ini baru diubah Siti" in refused.content.decode()
    assert f'value="{seen}"' in refused.content.decode()
    assert saved_rows() == [{"code": "Ayu"}]
    newer = seen_in(kept)
    assert second.post(SAVE, {"rows": "Bimo", "seen": newer}).status_code == 200
    assert second.post(SAVE, {"rows": "Bimo", "seen": "yesterday"}).status_code == 422
    null = second.post(SAVE, {"rows": "Bimo\x00", "seen": newer})
    assert (null.status_code, "Karakter null" in null.content.decode()) == (422, True)
