"""Background jobs in a browser: progress that moves, results, and a file; with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.models import User
from komship.core import outbox
from komship.core.drain import drain
from komship.core.jobs import Job, running
from orders.selectors.chosen import chosen_rows
from orders.selectors.filters import OrderFilters
from orders.services.export_orders import OrderExport
from orders.services.start_cancel import start_cancel
from orders.services.start_export import start_export
from tests.browser.conftest import OpenPage, assert_every_look
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers


@pytest.fixture(autouse=True)
def _one_item_per_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SLICE_S", 0)


@pytest.fixture
def cancelling(market: Market) -> Job:
    """Two new orders, and one that a courier is being asked about, which stays."""
    orders = [market.order(quantity=1), market.ask_pickup(market.order(quantity=1)), market.order(quantity=1)]
    rows = chosen_rows(market.partner.pk, [order.pk for order in orders])
    return start_cancel(market.partner.pk, rows, actor=market.actor)


def finish_jobs() -> None:
    """Before the courier answers: a drain would ask it between two slices, and nothing would stay."""
    while outbox.deliver_due("bulk"):
        pass


def test_progress_moves_and_ends_with_the_results(open_page: OpenPage, cancelling: Job, siti: User) -> None:
    page = open_page(f"/pekerjaan/{cancelling.pk}/", user=siti)
    expect(page.get_by_text("Menunggu giliran.")).to_be_visible()
    outbox.deliver_due("bulk")
    expect(page.locator("progress")).to_have_js_property("value", 1)
    finish_jobs()
    expect(page.get_by_text("2 berhasil.")).to_be_visible()
    # The rows came along, the one that failed first.
    expect(page.locator("#list-hasil tbody tr").first).to_contain_text("Pesanan hanya bisa dibatalkan")
    page.get_by_role("link", name="Gagal").click()
    expect(page.locator("#list-hasil tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Coba lagi yang gagal").click()
    expect(page.locator("#toasts")).to_contain_text("Pekerjaan dilanjutkan.")


def test_a_job_is_stopped_after_a_question(open_page: OpenPage, cancelling: Job, siti: User) -> None:
    page = open_page(f"/pekerjaan/{cancelling.pk}/", user=siti)
    page.get_by_role("button", name="Hentikan").click()
    page.get_by_role("button", name="Ya, hentikan").click()
    expect(page.get_by_text("Yang sudah berhasil tetap tersimpan.")).to_be_visible()
    expect(page.get_by_role("button", name="Lanjutkan")).to_be_visible()


def test_from_the_list_to_the_file(open_page: OpenPage, market: Market, siti: User) -> None:
    market.order(quantity=1)
    page = open_page("/pesanan/?tab=created", user=siti)
    page.get_by_role("link", name="Ekspor").click()
    expect(page.locator("main dl.facts")).to_contain_text("Dibuat")
    page.get_by_label("CSV").check()
    page.get_by_role("button", name="Buat berkas").click()
    expect(page.get_by_text("Menunggu giliran.")).to_be_visible()
    drain()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh berkas").click()
    assert "Ayu Lestari" in Path(download.value.path()).read_text("utf-8-sig")


def test_without_scripts_by_reloading(open_page: OpenPage, cancelling: Job, siti: User) -> None:
    page = open_page(f"/pekerjaan/{cancelling.pk}/", user=siti, scripts=False)
    finish_jobs()
    page.get_by_role("link", name="Muat ulang").click()
    expect(page.get_by_text("2 berhasil.")).to_be_visible()
    expect(page.locator("#list-hasil tbody tr")).to_have_count(3)


def test_every_look_fits_and_is_accessible(
    open_page: OpenPage, cancelling: Job, market: Market, siti: User
) -> None:
    outbox.deliver_due("bulk")
    wanted = OrderExport(partner_id=market.partner.pk, filters=OrderFilters(), form="xlsx")
    export = start_export(wanted, actor=market.actor)
    page = open_page("/pekerjaan/", user=siti)
    assert_every_look(page)
    page.goto(f"/pekerjaan/{cancelling.pk}/")
    assert_every_look(page)
    drain()
    market.order(quantity=1)
    for path in (f"/pekerjaan/{cancelling.pk}/", f"/pekerjaan/{export.pk}/", "/pesanan/ekspor/?tab=created"):
        page.goto(path, wait_until="networkidle")
        assert_every_look(page)
