import pytest
from django.test import Client

from accounts.models import Partner, User, Warehouse
from products.models import LoosePicture, Product, ProductImage
from tests.factories.pictures import Upload, picture

FORM = {"name": "Mukena Bali", "weight_g": "300", "price_rp": "85.000", "stock": "5", "is_published": "on"}


def url(product: Product, *parts: object) -> str:
    return "/".join(["/produk", str(product.pk), "foto", *map(str, parts), ""])


@pytest.fixture
def image(jilbab: Product) -> ProductImage:
    return ProductImage.objects.create(product=jilbab, file="products/a.jpg", position=0)


def test_add_show_first_and_remove(siti_web: Client, jilbab: Product, image: ProductImage) -> None:
    added = siti_web.post(url(jilbab), {"image": Upload()}, follow=True)
    second = ProductImage.objects.latest("pk")
    text = added.content.decode()
    assert "Foto tersimpan." in text
    assert text.index("products/a-600.jpg") < text.index((second.file.name or "").replace(".jpg", "-600.jpg"))

    assert siti_web.post(url(jilbab, second.pk, "utama")).status_code == 302
    assert list(ProductImage.objects.values_list("pk", flat=True)) == [second.pk, image.pk]

    assert siti_web.post(url(jilbab, image.pk, "hapus")).status_code == 302
    assert ProductImage.objects.get() == second


@pytest.mark.parametrize("files", [{}, {"image": Upload(b"halo")}, {"image": Upload(picture(200, 200))}])
def test_what_is_no_picture_is_told(siti_web: Client, jilbab: Product, files: dict[str, Upload]) -> None:
    text = siti_web.post(url(jilbab), files, follow=True).content.decode()

    assert "toast" in text
    assert "Foto " in text
    assert not ProductImage.objects.exists()


def test_strangers_and_staff_without_the_right(
    rina_web: Client, budi_web: Client, jilbab: Product, image: ProductImage
) -> None:
    for parts in ((), (image.pk, "utama"), (image.pk, "hapus")):
        assert rina_web.post(url(jilbab, *parts), {"image": Upload()}).status_code == 404
        assert budi_web.post(url(jilbab, *parts), {"image": Upload()}).status_code == 403
    assert ProductImage.objects.get() == image


def test_a_new_product_with_its_picture(siti_web: Client, jakarta: Warehouse) -> None:
    assert siti_web.post("/produk/baru/", FORM | {"image": Upload()}).status_code == 302

    assert Product.objects.get().images.count() == 1
    assert not LoosePicture.objects.exists()


def test_the_picture_survives_a_refused_form(siti_web: Client, jakarta: Warehouse) -> None:
    refused = siti_web.post("/produk/baru/", FORM | {"name": "ab", "image": Upload()})
    kept = LoosePicture.objects.get()
    assert refused.status_code == 422
    assert f'name="picture_id" value="{kept.pk}"' in refused.content.decode()
    assert kept.file.replace(".jpg", "-600.jpg") in refused.content.decode()

    siti_web.post("/produk/baru/", FORM | {"picture_id": kept.pk})

    assert ProductImage.objects.get().file.name == kept.file


def test_a_bad_picture_stops_the_form(siti_web: Client, jakarta: Warehouse) -> None:
    refused = siti_web.post("/produk/baru/", FORM | {"image": Upload(b"halo")})

    assert refused.status_code == 422
    assert "Foto harus berformat JPG atau PNG." in refused.content.decode()
    assert not Product.objects.exists()


def test_somebody_elses_picture_is_not_taken(
    siti_web: Client, rina_web: Client, jakarta: Warehouse, rina_partner: Partner, rina: User
) -> None:
    siti_web.post("/produk/baru/", FORM | {"name": "ab", "image": Upload()})
    kept = LoosePicture.objects.get()

    refused = rina_web.post("/produk/baru/", FORM | {"stock": "", "picture_id": kept.pk})

    assert refused.status_code == 422
    assert kept.file not in refused.content.decode()
    assert LoosePicture.objects.get() == kept
