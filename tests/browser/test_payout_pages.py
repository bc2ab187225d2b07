"""Paying out: ops approve, a second person sends a batch, the seller sees proof. Their pages fit and read."""

from playwright.sync_api import Page

from accounts.models import Partner, User
from finance.models import PayoutBatch, TransferProof
from finance.services import approve_withdrawal, attach_proofs, complete_withdrawal
from tests.browser.conftest import OpenPage, assert_accessible, assert_every_look, assert_fits
from tests.factories.finance import cod_terms, make_approved, make_withdrawal, operator, proof_file, shipped
from tests.factories.payouts import numbers_of

# What stands around it is the theme's own.
OURS = "#payout-page"


def assert_ours(page: Page) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page, OURS)


def test_her_withdrawal_with_its_proof(open_page: OpenPage, siti: User, siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    approve_withdrawal(withdrawal.pk, actor=operator("wati"))
    complete_withdrawal(withdrawal.pk, actor=operator("dewi"), note="trf 991", proofs=[proof_file()])

    page = open_page(f"/keuangan/penarikan/{withdrawal.pk}/", user=siti)

    assert_every_look(page)
    with page.context.expect_page() as shown:
        page.get_by_role("link", name="bukti.png").click()
    assert shown.value.url.endswith(f"/keuangan/bukti/{TransferProof.objects.get().pk}/")


def test_a_batch_from_approval_to_the_banks_word(
    open_panel: OpenPage, siti_partner: Partner, wati: User, dewi: User
) -> None:
    withdrawal = make_approved(siti_partner)
    attach_proofs(withdrawal.pk, [proof_file()], actor=operator("wati"))
    page = open_panel("/admin/finance/withdrawal/", wati)
    page.locator("[name=_selected_action]").first.check()
    page.locator("select[name=action]").first.select_option("to_batch")
    page.locator("button[name=index]").first.click()
    page.wait_for_url("**/payoutbatch/*/change/")
    assert_ours(page)

    batch = PayoutBatch.objects.get()
    page = open_panel(f"/admin/finance/payoutbatch/{batch.pk}/change/", dewi)
    page.get_by_role("button", name="Lepas ke bank").click()
    page.get_by_role("button", name="Bukukan hasil").wait_for()
    assert_ours(page)
    answer = f"reference,status,bank_reference\n{numbers_of(batch)[0]},berhasil,FT1\n".encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "hasil.csv", "mimeType": "text/csv", "buffer": answer}
    )
    page.get_by_role("button", name="Bukukan hasil").click()
    page.get_by_text("1 terkirim").wait_for()
    batch.refresh_from_db()
    assert batch.status == "finished"


def test_an_adjustment_is_proposed(open_panel: OpenPage, siti_partner: Partner, wati: User) -> None:
    shipped(cod_terms(siti_partner))
    page = open_panel("/admin/finance/moneyproposal/usul/", wati)
    assert_ours(page)
    page.locator("[name=partner]").fill(str(siti_partner.pk))
    page.locator("[name=amount]").fill("25000")
    page.locator("[name=reason]").fill("selisih berat")
    page.get_by_role("button", name="Kirim usulan").click()
    page.get_by_text("menunggu persetujuan orang kedua").wait_for()
