"""Statements of couriers from the file to the books, differences, proposed rates, and what sellers see."""

from playwright.sync_api import Page

from accounts.models import Partner, User
from finance.models import CodDifference, Remittance
from komship.core.drain import drain
from komship.lib import clock
from shipping.models import FeeProposal
from shipping.services import seed_couriers
from tests.browser.conftest import OpenPage, assert_accessible, assert_every_look, assert_fits
from tests.factories.remittances import booked, delivered, line, make_format, matched, sheet
from tests.factories.shipping import service_of


def assert_ours(page: Page, ours: str) -> None:
    """What stands around it is the theme's own."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page, ours)


def test_a_statement_from_its_file_to_the_books(
    open_panel: OpenPage, siti_partner: Partner, wati: User
) -> None:
    make_format()
    delivered(siti_partner, "KOM1")
    page = open_panel("/admin/finance/remittance/unggah/", wati)
    assert_ours(page, "#payout-page")
    page.locator("[name=format]").select_option(label="JNE")
    page.locator("[name=number]").fill("S1")
    page.locator("[name=period_until]").fill(f"{clock.today():%Y-%m-%d}")
    content = sheet(line("KOM1"), line("NOBODY"))
    page.locator("input[type=file]").set_input_files(
        {"name": "cod.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_text("Beginilah baris pertamanya dibaca").wait_for()
    assert_ours(page, "#payout-page")
    page.get_by_role("button", name="Impor semua baris").click()
    page.get_by_text("Baris sedang dibaca").wait_for()
    drain()
    page.reload()
    page.locator("[name=received_rp]").fill("222300")
    page.locator("[name=received_on]").fill(f"{clock.today():%Y-%m-%d}")
    page.locator("[name=bank_reference]").fill("FT1")
    assert_ours(page, "#payout-page")
    page.get_by_role("button", name="Bukukan penerimaan").click()
    page.get_by_text("Jurnal penerimaan").wait_for()
    assert_ours(page, "#payout-page")
    assert Remittance.objects.get().status == "booked"


def test_the_queue_and_a_resolution(open_panel: OpenPage, siti_partner: Partner, wati: User) -> None:
    booked(matched(make_format(), line("NOBODY")))
    page = open_panel("/admin/finance/coddifference/", wati)
    page.get_by_text("1 · Rp 111.150").wait_for()
    page.locator("[name=_selected_action]").first.check()
    page.locator("select[name=action]").first.select_option("ignore")
    page.locator("button[name=index]").first.click()
    page.locator("[name=reason]").fill("kurir salah kirim")
    assert_ours(page, "#payout-page")
    page.get_by_role("button", name="Simpan keputusan").click()
    page.get_by_text("diproses").wait_for()
    assert CodDifference.objects.get().status == "resolved"


def test_proposed_rates(open_panel: OpenPage, wati: User, dewi: User) -> None:
    seed_couriers()
    page = open_panel("/admin/shipping/feeproposal/add/", wati)
    assert_ours(page, "#fee-page")
    page.locator("[name=service]").select_option(str(service_of("REG19").pk))
    page.locator("[name=cashback_bp]").fill("1000")
    page.locator("[name=reason]").fill("kontrak baru")
    page.get_by_role("button", name="Kirim usulan").click()
    page.get_by_text("Andai berlaku untuk pesanan 30 hari terakhir").wait_for()
    assert_ours(page, "#fee-page")

    page = open_panel(f"/admin/shipping/feeproposal/{FeeProposal.objects.get().pk}/change/", dewi)
    page.get_by_role("button", name="Setujui tarif").click()
    page.get_by_text("Disetujui").wait_for()
    assert FeeProposal.objects.get().status == "approved"


def test_what_a_seller_sees(open_page: OpenPage, siti: User, siti_partner: Partner) -> None:
    for number in ("KOM1", "KOM2"):
        delivered(siti_partner, number)
    booked(matched(make_format(), line("KOM1")))

    page = open_page("/keuangan/paket/?tab=diterima", user=siti)

    assert page.get_by_text("Dikonfirmasi kurir", exact=False).count() >= 1
    page.get_by_text("Belum dikonfirmasi kurir").wait_for()
    assert_every_look(page)
