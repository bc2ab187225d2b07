"""The product pages in a browser: readable, accessible, and usable from file to shop window."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.models import User, Warehouse
from komship.core.drain import drain
from products.models import Product
from products.services import add_product_image, check_import, publish_products
from tests.browser.conftest import OpenPage, assert_every_look
from tests.factories.pictures import picture
from tests.factories.products import make_product, plain_draft
from tests.factories.sheets import LEAVES, PLAIN, csv_file


@pytest.fixture
def scarf(siti_warehouse: Warehouse) -> Product:
    product = make_product(siti_warehouse.partner, plain_draft("Kerudung Segi Empat", sku="KSE-01"))
    for _ in range(2):
        add_product_image(product.partner_id, product_id=product.pk, content=picture())
    return product


def test_every_look(open_page: OpenPage, siti: User, scarf: Product) -> None:
    content = csv_file(PLAIN | {"name": "ab", "weight_g": "berat"}, *LEAVES)
    faulty = check_import(scarf.partner_id, user_id=siti.pk, file_name="salah.csv", content=content)
    ready = check_import(
        scarf.partner_id, user_id=siti.pk, file_name="benar.csv", content=csv_file(PLAIN, *LEAVES)
    )
    page = open_page("about:blank", user=siti)
    for path in (
        "/produk/",
        "/produk/baru/",
        f"/produk/{scarf.pk}/",
        "/produk/impor/",
        f"/produk/impor/{faulty.pk}/",
        f"/produk/impor/{ready.pk}/",
        "/produk/ekspor/",
    ):
        page.goto(path)
        assert_every_look(page)


def test_from_a_file_to_products(
    open_page: OpenPage, siti: User, siti_warehouse: Warehouse, tmp_path: Path
) -> None:
    file = tmp_path / "produk.csv"
    file.write_bytes(csv_file(PLAIN, *LEAVES))
    page = open_page("/produk/impor/", user=siti)
    page.get_by_label("Berkas XLSX atau CSV").set_input_files(file)
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_role("button", name="Impor sekarang").click()
    expect(page.locator("#impor")).to_contain_text("Sedang menyimpan produk.")

    drain(with_sweeps=False)

    # The page asks for news by itself.
    expect(page.locator("#impor")).to_contain_text("Selesai: 2 produk baru, 0 diperbarui.")
    page.get_by_role("link", name="Lihat produk").click()
    expect(page.locator("tbody tr")).to_have_count(2)


def test_pictures_and_many_at_once(open_page: OpenPage, siti: User, scarf: Product, tmp_path: Path) -> None:
    photo = tmp_path / "foto.png"
    photo.write_bytes(picture(320, 320, kind="PNG"))
    page = open_page(f"/produk/{scarf.pk}/", user=siti)
    page.locator("#foto input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="Unggah foto").click()
    expect(page.locator("#foto img")).to_have_count(3)
    page.wait_for_function(
        "[...document.querySelectorAll('#foto img')].every(i => !i.complete || i.naturalWidth > 0)"
    )

    publish_products(scarf.partner_id, product_ids=[scarf.pk], is_published=False)
    page.goto("/produk/")
    page.get_by_label("Pilih Kerudung Segi Empat").check()
    page.get_by_role("button", name="Jual", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("1 produk dijual.")
