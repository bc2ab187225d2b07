"""The settings pages, on a desk and on a phone, with what a shop of some age has on them."""

import pytest

from accounts.models import User, Warehouse
from accounts.selectors.invitations import invitation_token
from accounts.services.invite_member import Invited, invite_member
from accounts.services.save_sales_admin import save_sales_admin
from accounts.services.save_sender_identity import SenderInput, save_sender_identity
from shipping.models import Courier
from tests.browser.conftest import OpenPage, assert_every_look
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import place

PATHS = (
    "/pengaturan/",
    "/pengaturan/profil/",
    "/pengaturan/tim/",
    "/pengaturan/tim/undang/",
    "/pengaturan/fitur/",
    "/pengaturan/pengirim/",
    "/pengaturan/ekspedisi/",
    "/pengaturan/alamat/",
    "/pengaturan/alamat/baru/",
    "/masukan/",
)


@pytest.fixture
def invitation_path(siti_second_warehouse: Warehouse, budi: User, couriers: dict[str, Courier]) -> str:
    """Fills the pages; the link is what an invited person opens."""
    partner = siti_second_warehouse.partner
    save_sales_admin("Dewi Anggraini", partner_id=partner.pk)
    save_sender_identity(SenderInput("Butik Melati Sokaraja", "081200001111"), partner_id=partner.pk)
    person = Invited("sri.wahyuni.lestari@example.com", "Sri Wahyuni Lestari", [401])
    row = invite_member(person, partner_id=partner.pk, invited_by=partner.owner_id)
    return f"/undangan/{invitation_token(row)}/"


def test_every_page_fits_and_can_be_read(
    open_page: OpenPage, siti: User, budi: User, invitation_path: str
) -> None:
    page = open_page("about:blank", user=siti)
    for path in (*PATHS, f"/pengaturan/tim/{budi.pk}/"):
        page.goto(path)
        assert_every_look(page)
    assert_every_look(open_page(invitation_path))


def test_an_address_is_found_by_typing(open_page: OpenPage, siti: User, invitation_path: str) -> None:
    page = open_page("/pengaturan/alamat/baru/", user=siti)
    page.locator("[name=name]").fill("Gudang Baru")
    page.locator("[name=contact_name]").fill("Sari")
    page.locator("[name=contact_phone]").fill("081200001111")
    page.locator("[name=address_line]").fill("Jl. Riau 10")
    page.locator(".ts-control input").click()
    page.keyboard.type("cihapit", delay=10)
    page.locator(".ts-dropdown .option").first.click()
    page.locator(".form-foot button.btn-primary").click()
    page.wait_for_url("**/pengaturan/alamat/")
    row = Warehouse.objects.get(name="Gudang Baru")
    assert row.destination_ref == place("Cihapit").pk


def test_a_feature_is_switched_without_scripts(open_page: OpenPage, siti: User) -> None:
    page = open_page("/pengaturan/fitur/", user=siti, scripts=False)
    page.get_by_role("button", name="Nyalakan Input cepat").click()
    page.get_by_role("button", name="Matikan Input cepat").wait_for()
