"""Keys and webhooks, on a desk and on a phone."""

import pytest

from accounts.models import Partner, User
from komship.core.drain import drain
from notifications.models import WebhookDelivery
from notifications.services import send_test_event
from tests.browser.conftest import OpenPage, assert_accessible, assert_every_look, assert_fits
from tests.factories.api_keys import make_key
from tests.factories.webhooks import ACTOR, Receiver, make_webhook
from tests.factories.webhooks import receiver as receiver

INDEX = "/pengaturan/api/"


@pytest.fixture
def delivery(siti_partner: Partner, receiver: Receiver) -> WebhookDelivery:
    """Fills the pages: keys of both kinds, a webhook that answered once and failed once."""
    make_key(siti_partner, "orders:read", "orders:write")
    make_key(siti_partner, is_test=True, life_days=30)
    hook = make_webhook(siti_partner, receiver).endpoint
    send_test_event(hook.pk, partner_id=siti_partner.pk, actor=ACTOR)
    drain()
    receiver.status, receiver.answer = 500, b"Internal Server Error " * 20
    made = send_test_event(hook.pk, partner_id=siti_partner.pk, actor=ACTOR)
    drain()
    return made


def test_every_page_fits_and_can_be_read(open_page: OpenPage, siti: User, delivery: WebhookDelivery) -> None:
    hook = f"{INDEX}webhook/{delivery.endpoint_id}/"
    paths = (
        INDEX,
        f"{INDEX}kunci/baru/",
        f"{INDEX}webhook/baru/",
        f"{INDEX}panduan/",
        hook,
        f"{hook}ubah/",
        f"{INDEX}kiriman/{delivery.pk}/",
    )
    page = open_page("about:blank", user=siti)
    for path in paths:
        page.goto(path)
        assert_every_look(page)


def test_a_key_is_made_and_revoked(open_page: OpenPage, siti: User, siti_partner: Partner) -> None:
    page = open_page(INDEX, user=siti, width=360)
    page.get_by_role("link", name="Buat kunci").click()
    page.get_by_label("Nama").fill("Toko web")
    page.get_by_label("Melihat pesanan").check()
    page.get_by_role("button", name="Buat kunci").click()
    page.get_by_text("kmsk_").wait_for()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name="Sudah saya simpan").click()
    page.get_by_role("button", name="Cabut Toko web").click()
    page.get_by_role("dialog").get_by_role("button", name="Cabut").click()
    page.get_by_text("Belum ada kunci.").wait_for()


def test_a_webhook_is_added_and_tried(
    open_page: OpenPage, siti: User, siti_partner: Partner, receiver: Receiver
) -> None:
    page = open_page(f"{INDEX}webhook/baru/", user=siti)
    page.get_by_label("Alamat").fill(receiver.url)
    page.get_by_label("Pesanan dibuat").check()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("whsec_").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Sudah saya simpan").click()
    page.get_by_role("button", name="Kirim kejadian uji").click()
    page.get_by_text("Belum dicoba.").wait_for()
    drain()
    page.reload()
    page.get_by_text("Dijawab 200").wait_for()
