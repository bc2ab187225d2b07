import pytest
from django.core.files.storage import default_storage

from accounts.models import Partner
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from products.errors import ProductNotFound
from products.models import Product, ProductImage
from products.pictures import SIDES, sized
from products.selectors import product_detail
from products.services import MOST_IMAGES, add_product_image, delete_product
from tests.factories.pictures import picture

FOLDER = "products"


def stored_files(folder: str = FOLDER) -> list[str]:
    """Names of everything in the storage below a folder."""
    if not default_storage.exists(folder):
        return []
    folders, files = default_storage.listdir(folder)
    below = [name for inner in folders for name in stored_files(f"{folder}/{inner}")]
    return [*(f"{folder}/{name}" for name in files), *below]


def test_all_sizes_are_stored_under_a_random_name(jilbab: Product) -> None:
    image = add_product_image(jilbab.partner_id, product_id=jilbab.pk, content=picture())

    name = image.file.name or ""
    assert all(default_storage.exists(sized(name, size)) for size in SIDES)
    detail = product_detail(jilbab.partner_id, jilbab.pk)
    assert detail.image_urls == [f"/media/{name}"]
    assert AuditEntry.objects.get(action="products.image_stored").after == {"image": name}


def test_pictures_follow_each_other(jilbab: Product) -> None:
    for _ in range(2):
        add_product_image(jilbab.partner_id, product_id=jilbab.pk, content=picture())

    assert list(ProductImage.objects.values_list("position", flat=True)) == [0, 1]


def test_the_first_one_is_replaced_and_its_files_stay(jilbab: Product) -> None:
    """Orders show the picture under which the goods were sold."""
    first = add_product_image(jilbab.partner_id, product_id=jilbab.pk, content=picture())
    before = first.file.name or ""

    after = add_product_image(jilbab.partner_id, product_id=jilbab.pk, content=picture(), instead=True)

    assert (after.pk, ProductImage.objects.count()) == (first.pk, 1)
    assert after.file.name != before
    assert default_storage.exists(before)


def test_one_too_many_leaves_no_files(jilbab: Product) -> None:
    for position in range(MOST_IMAGES):
        ProductImage.objects.create(product=jilbab, file="x.jpg", position=position)
    before = stored_files()

    with pytest.raises(InvalidInput) as refused:
        add_product_image(jilbab.partner_id, product_id=jilbab.pk, content=picture())

    assert "image" in refused.value.fields
    assert stored_files() == before


def test_no_picture_changes_nothing(jilbab: Product) -> None:
    with pytest.raises(InvalidInput):
        add_product_image(jilbab.partner_id, product_id=jilbab.pk, content=b"halo")

    assert not ProductImage.objects.exists()


def test_a_stranger_and_a_deleted_product(jilbab: Product, rina_partner: Partner) -> None:
    with pytest.raises(ProductNotFound):
        add_product_image(rina_partner.pk, product_id=jilbab.pk, content=picture())
    delete_product(jilbab.partner_id, product_id=jilbab.pk)
    with pytest.raises(ProductNotFound):
        add_product_image(jilbab.partner_id, product_id=jilbab.pk, content=picture())
